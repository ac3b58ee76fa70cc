import { join } from "node:path";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolReader } from "@/lib/spool/open-spool-reader";
import type { SpoolRecord } from "@/lib/spool/spool";

const limits = { records: 10_000, bytes: 64 * 1024 * 1024 };

/** All that lies in a data folder's spool, segment by segment. Throws where something is damaged. */
export function spoolRecords(dataDir: string): SpoolRecord[] {
  const reader = openSpoolReader({ disk: nodeDisk, folder: join(dataDir, "spool") });
  const found: SpoolRecord[] = [];
  for (const { segment } of reader.segments()) {
    let from = 0;
    for (;;) {
      const { records, damaged, end, atEnd } = reader.read(segment, from, limits);
      if (damaged.length > 0) throw new Error(`Segment ${segment} is damaged.`);
      for (const { record } of records) {
        if (!record) throw new Error(`Segment ${segment} has a damaged record.`);
        found.push(record);
      }
      if (atEnd) break;
      from = end;
    }
  }
  return found;
}
