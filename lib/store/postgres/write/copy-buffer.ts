const nullLength = -1;

/** Rows in the binary format of COPY. */
export interface CopyBuffer {
  /** How many bytes there are. */
  readonly length: number;
  bytes(): Buffer;
  putBytes(bytes: Uint8Array): void;
  putInt16(value: number): void;
  putInt32(value: number): void;
  setInt32(at: number, value: number): void;
  /** A word that ends with a NUL; it must hold none. */
  putWord(word: string): void;
  /** Fields: a length, then so many bytes. */
  addNull(): void;
  addInt32(value: number): void;
  /** A whole number below 2^53, in eight bytes. */
  addInt64(value: number): void;
  /** PostgreSQL takes no NUL in a text: U+FFFD stands for it, as for half a surrogate pair. */
  addText(text: string): void;
  addBytes(bytes: Uint8Array): void;
}

export function createCopyBuffer(expectedBytes: number): CopyBuffer {
  let buffer = Buffer.allocUnsafeSlow(expectedBytes);
  let at = 0;

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

  function putBytes(bytes: Uint8Array): void {
    reserve(bytes.byteLength);
    buffer.set(bytes, at);
    at += bytes.byteLength;
  }

  return {
    get length() {
      return at;
    },
    bytes: () => buffer.subarray(0, at),
    putBytes,
    putInt16(value) {
      reserve(2);
      at = buffer.writeInt16BE(value, at);
    },
    putInt32,
    setInt32: (place, value) => {
      buffer.writeInt32BE(value, place);
    },
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
      putInt32(Math.floor(value / 2 ** 32));
      putInt32(value | 0);
    },
    addText(text) {
      const clean = text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
      reserve(clean.length * 3 + 4);
      const bytes = buffer.write(clean, at + 4);
      buffer.writeInt32BE(bytes, at);
      at += bytes + 4;
    },
    addBytes(bytes) {
      putInt32(bytes.byteLength);
      putBytes(bytes);
    },
  };
}
