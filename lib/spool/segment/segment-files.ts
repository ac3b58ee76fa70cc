import { join } from "node:path";
import type { Disk, ReadableFile } from "../disk";
import { leavingFile, segmentFile } from "./segment-id";

export interface OpenedSegment {
  readonly file: ReadableFile;
  /** Its writer was taken for dead. */
  readonly isLeaving: boolean;
}

/** Null: it was removed. */
export function openSegment(disk: Disk, folder: string, segment: string): OpenedSegment | null {
  const file = disk.open(join(folder, segmentFile(segment)));
  if (file) return { file, isLeaving: false };
  const leaving = disk.open(join(folder, leavingFile(segment)));
  return leaving && { file: leaving, isLeaving: true };
}
