import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { segmentOfFile } from "./segment/segment-id";

function isGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

/**
 * Copies a spool that may be in use: its id, and each segment as far as it is written. A segment
 * that vanishes meanwhile is in the database by then, so the database is to be copied afterwards.
 * Gives how many segments there are in the copy.
 */
export function copySpool(folder: string, target: string): number {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    if (isGone(cause)) return 0;
    throw cause;
  }
  let segments = 0;
  for (const name of names) {
    const isSegment = segmentOfFile(name) !== null;
    if (!isSegment && name !== "id") continue;
    try {
      copyFileSync(join(folder, name), join(target, name));
      if (isSegment) segments += 1;
    } catch (cause) {
      if (!isGone(cause)) throw cause;
    }
  }
  return segments;
}
