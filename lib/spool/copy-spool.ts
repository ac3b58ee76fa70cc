import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { leavingFile, segmentOfFile } from "./segment/segment-id";

function isGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

/** False when there is no such file. */
function copied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to);
    return true;
  } catch (cause) {
    if (isGone(cause)) return false;
    throw cause;
  }
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
    const segment = segmentOfFile(name);
    if (segment === null && name !== "id") continue;
    // A closed segment has another name for a while before it is deleted.
    const names = segment === null ? [name] : [name, leavingFile(segment)];
    const isCopied = names.some((from) => copied(join(folder, from), join(target, from)));
    if (isCopied && segment !== null) segments += 1;
  }
  return segments;
}
