const signature = Buffer.from("PGCOPY\n\xff\r\n\0", "latin1");
/** The signature, flags and the length of an extension: none of both. */
const header = Buffer.concat([signature, Buffer.alloc(8)]);
export const copyTrailer = Buffer.from([0xff, 0xff]);
const nullLength = -1;

/** Bytes in the binary format of COPY, which begin with its header. */
export interface CopyBuffer {
  /** How many there are. */
  readonly length: number;
  /** They are the buffer's own, not a copy. */
  slice(from: number, to: number): Buffer;
  /** Numbers as they are, without a length. */
  putInt16(value: number): void;
  putInt32(value: number): void;
  setInt32(at: number, value: number): void;
  /** A whole number below 2^53 in eight bytes. */
  setInt64(at: number, value: number): void;
  /** A word that ends with a NUL; it must hold none. */
  putWord(word: string): void;
  /** Fields: a length, then so many bytes. */
  addNull(): void;
  addInt32(value: number): void;
  addInt64(value: number): void;
  /** PostgreSQL takes no NUL in a text: U+FFFD stands for it, as for half a surrogate pair. */
  addText(text: string): void;
  addBytes(bytes: Uint8Array): void;
}

export function createCopyBuffer(expectedBytes: number): CopyBuffer {
  let buffer = Buffer.allocUnsafeSlow(Math.max(1_024, expectedBytes));
  let at = header.copy(buffer);

  function reserve(bytes: number): void {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  }

  function putInt32(value: number): void {
    reserve(4);
    at = buffer.writeInt32BE(value, at);
  }

  function setInt64(place: number, value: number): void {
    buffer.writeInt32BE(Math.floor(value / 2 ** 32), place);
    buffer.writeUInt32BE(value >>> 0, place + 4);
  }

  return {
    get length() {
      return at;
    },
    slice: (from, to) => buffer.subarray(from, to),
    putInt16(value) {
      reserve(2);
      at = buffer.writeInt16BE(value, at);
    },
    putInt32,
    setInt32: (place, value) => {
      buffer.writeInt32BE(value, place);
    },
    setInt64,
    putWord(word) {
      reserve(word.length * 3 + 1);
      at += buffer.write(word, at);
      at = buffer.writeUInt8(0, at);
    },
    addNull: () => putInt32(nullLength),
    addInt32(value) {
      putInt32(4);
      putInt32(value);
    },
    addInt64(value) {
      putInt32(8);
      reserve(8);
      setInt64(at, value);
      at += 8;
    },
    addText(text) {
      const clean = text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
      reserve(clean.length * 3 + 4);
      const bytes = buffer.write(clean, at + 4);
      buffer.writeInt32BE(bytes, at);
      at += bytes + 4;
    },
    addBytes(bytes) {
      reserve(bytes.byteLength + 4);
      buffer.writeInt32BE(bytes.byteLength, at);
      buffer.set(bytes, at + 4);
      at += bytes.byteLength + 4;
    },
  };
}
