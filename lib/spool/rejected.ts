import { join } from "node:path";
import type { Disk } from "./disk";
import { frameOf } from "./segment/frame-group";
import { openSegment } from "./segment/segment-files";
import type { DamagedStretch, SpoolRecord } from "./spool";

/** What could be read from the spool and not be stored, and what could not be read, kept for a person. */
export interface Rejected {
  /** As a whole frame; synced when it returns. The same record twice is one file. */
  put(record: SpoolRecord): void;
  /** The bytes as they are. */
  putDamaged(stretch: DamagedStretch): void;
  count(): { readonly records: number; readonly damaged: number };
}

/** What the frames of set-aside records begin with. */
export const rejectedMarker = Buffer.from("REJECTED");

export function openRejected(disk: Disk, spoolFolder: string): Rejected {
  const folder = join(spoolFolder, "rejected");

  function write(name: string, bytes: Uint8Array): void {
    disk.makeFolder(folder);
    disk.replace(join(folder, name), bytes);
  }

  return {
    put(record) {
      write(`${nameOf(record.id)}.record`, frameOf(record, rejectedMarker));
    },
    putDamaged({ segment, start, end }) {
      const opened = openSegment(disk, spoolFolder, segment);
      if (!opened) return;
      try {
        const bytes = Buffer.alloc(end - start);
        write(`${segment}-${start}.damaged`, bytes.subarray(0, opened.file.read(bytes, start)));
      } finally {
        opened.file.close();
      }
    },
    count() {
      const names = disk.names(folder);
      const ending = (end: string) => names.filter((name) => name.endsWith(end)).length;
      return { records: ending(".record"), damaged: ending(".damaged") };
    },
  };
}

/** An event's id is fit for a file's name; what was read from a disk need not be one. */
function nameOf(id: string): string {
  return /^[\w-]{1,100}$/.test(id) ? id : Buffer.from(id).toString("hex").slice(0, 100);
}
