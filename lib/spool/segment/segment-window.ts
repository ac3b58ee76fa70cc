import type { ReadableFile } from "../disk";

/** A part of a file in memory, moved and read as it is needed. */
export class SegmentWindow {
  /** What of it is filled is told by `at`. */
  buffer: Buffer;
  readonly size: number;
  readonly #file: ReadableFile;
  readonly #fillBytes: number;
  #begin = 0;
  #end = 0;

  /** Reads at least `fillBytes` at once, as far as the file goes. */
  constructor(file: ReadableFile, size: number, buffer: Buffer, fillBytes = buffer.length) {
    this.#file = file;
    this.size = size;
    this.buffer = buffer;
    this.#fillBytes = Math.min(fillBytes, buffer.length);
  }

  /** Where in the buffer the bytes [from, from + length) of the file are; -1: not all are there. */
  at(from: number, length: number): number {
    if (from >= this.#begin && from + length <= this.#end) return from - this.#begin;
    if (from + length > this.size) return -1;
    if (length > this.buffer.length) this.buffer = Buffer.allocUnsafeSlow(length);
    const wanted = Math.min(Math.max(length, this.#fillBytes), this.size - from);
    const bytes = this.#file.read(this.buffer.subarray(0, wanted), from);
    this.#begin = from;
    this.#end = from + bytes;
    return bytes >= length ? 0 : -1;
  }

  /** Where a sequence of bytes begins in the file, at `from` or behind; -1: nowhere. */
  find(bytes: Buffer, from: number): number {
    let start = from;
    while (start + bytes.length <= this.size) {
      const length = Math.min(this.buffer.length, this.size - start);
      const index = this.at(start, length);
      if (index === -1) return -1;
      const found = this.buffer.subarray(index, index + length).indexOf(bytes);
      if (found !== -1) return start + found;
      start += length - bytes.length + 1;
    }
    return -1;
  }

  /** Whether all bytes from there on are zero. */
  isZeroFrom(from: number): boolean {
    let start = from;
    while (start < this.size) {
      const length = Math.min(this.buffer.length, this.size - start);
      const index = this.at(start, length);
      if (index === -1) return false;
      if (this.buffer.subarray(index, index + length).some((byte) => byte !== 0)) return false;
      start += length;
    }
    return true;
  }
}
