import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Makes a file that is on disk when this returns. */
export function writeDurably(path: string, bytes: Buffer): void {
  const file = openSync(path, "wx");
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
