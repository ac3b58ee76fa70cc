import { join } from "node:path";
import type { Disk, WritableFile } from "../disk";
import { sealFrame, segmentHead } from "../frame";
import type { FrameGroup } from "./frame-group";
import { markerOf, segmentFile } from "./segment-id";

/** A group that stands nowhere as a whole, and never will: no reader takes a part of it. */
export class GroupNotWritten extends Error {
  override readonly name = "GroupNotWritten";
}

/** A segment while its writer has it. After a failure of any kind it is not written again. */
export interface WrittenSegment {
  readonly id: string;
  readonly bytes: number;
  /** False: a reader has taken its writer for dead, and nothing in it can be confirmed. */
  hasItsName(): boolean;
  /** Writes and syncs the group; where it begins. Throws GroupNotWritten or why it isn't safe. */
  append(group: FrameGroup): Promise<number>;
  /** Nothing follows. A segment without a record is removed instead. */
  seal(): Promise<void>;
  /** Closes it as it is. Without a confirmed record it is removed. */
  giveUp(): Promise<void>;
}

/** Makes a segment that survives a crash, also its name. */
export async function beginSegment(
  disk: Disk,
  folder: string,
  id: string,
): Promise<WrittenSegment> {
  disk.makeFolder(folder);
  const path = join(folder, segmentFile(id));
  const file = await disk.create(path);
  const head = segmentHead(id);
  try {
    await file.append([head]);
    await Promise.all([file.sync(), disk.syncFolder(folder)]);
  } catch (cause) {
    await leave(disk, path, file);
    throw cause;
  }
  return writtenSegment(disk, id, path, file, head.length);
}

function writtenSegment(
  disk: Disk,
  id: string,
  path: string,
  file: WritableFile,
  headBytes: number,
): WrittenSegment {
  const marker = markerOf(id);
  let bytes = headBytes;

  return {
    id,
    get bytes() {
      return bytes;
    },
    hasItsName: () => disk.stat(path) !== null,
    async append(group) {
      try {
        await file.append(group.framesFor(marker));
      } catch (cause) {
        throw new GroupNotWritten("The disk did not take a group of records.", { cause });
      }
      await file.sync();
      // A reader that thinks a silent writer dead renames the file first and then looks again for
      // new records, so one of the two always sees the other.
      if (!disk.stat(path)) throw new Error(`The segment ${id} was removed while it was written.`);
      const start = bytes;
      bytes += group.bytes;
      return start;
    },
    async seal() {
      if (bytes === headBytes) return leave(disk, path, file);
      try {
        await file.append([sealFrame(marker, Date.now())]);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    giveUp: () => (bytes === headBytes ? leave(disk, path, file) : file.close()),
  };
}

async function leave(disk: Disk, path: string, file: WritableFile): Promise<void> {
  try {
    disk.remove(path);
  } finally {
    await file.close();
  }
}
