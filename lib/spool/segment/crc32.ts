import zlib from "node:zlib";

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 of a range, going on from `previous`. Faster than a native call on a few bytes. */
export function shortCrc32(bytes: Uint8Array, from: number, to: number, previous = 0): number {
  let value = ~previous;
  for (let at = from; at < to; at++) {
    value = (table[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return ~value >>> 0;
}

// Node has it from 20.15 on.
const hasNative = typeof zlib.crc32 === "function";

/** CRC-32, going on from `previous`. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return hasNative ? zlib.crc32(bytes, previous) : shortCrc32(bytes, 0, bytes.length, previous);
}
