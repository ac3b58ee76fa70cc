import { closeSync, openSync, readSync, writeSync } from "node:fs";

/** Of a file, in its place; twice is as before. */
export function flipBit(path: string, offset: number): void {
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, offset);
  byte.writeUInt8(byte.readUInt8() ^ 16);
  writeSync(file, byte, 0, 1, offset);
  closeSync(file);
}
