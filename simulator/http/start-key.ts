/** One part of a paging key: a string, or an empty object that sorts behind every string. */
export type KeyPart = string | Record<string, never>;

const EMPTY_OBJECT = Buffer.from([104, 1, 106]);
const LIST_TAG = 108;
const BINARY_TAG = 109;
const INTEGER_TAG = 110;
const TUPLE_TAG = 104;

/** Opaque to clients: base64url of an Erlang term, as Kazoo makes it (contract 3.3). */
export function encodeStartKey(parts: readonly KeyPart[]): string {
  const header = Buffer.from([131, LIST_TAG, 0, 0, 0, parts.length]);
  const encoded = parts.map((part) => {
    if (typeof part !== "string") return EMPTY_OBJECT;
    const text = Buffer.from(part);
    const head = Buffer.alloc(5);
    head.writeUInt8(BINARY_TAG, 0);
    head.writeUInt32BE(text.length, 1);
    return Buffer.concat([head, text]);
  });
  return Buffer.concat([header, ...encoded, Buffer.from([106])]).toString("base64url");
}

/** Undefined for anything that Kazoo's decoder would crash on. */
export function decodeStartKey(key: string): KeyPart[] | undefined {
  const bytes = Buffer.from(key, "base64url");
  if (bytes.length < 7 || bytes[0] !== 131 || bytes[1] !== LIST_TAG) return undefined;
  const count = bytes.readUInt32BE(2);
  const parts: KeyPart[] = [];
  let offset = 6;
  for (let index = 0; index < count; index += 1) {
    if (bytes[offset] === TUPLE_TAG) {
      parts.push({});
      offset += EMPTY_OBJECT.length;
    } else if (bytes[offset] === BINARY_TAG && offset + 5 <= bytes.length) {
      const length = bytes.readUInt32BE(offset + 1);
      if (offset + 5 + length > bytes.length) return undefined;
      parts.push(bytes.toString("utf8", offset + 5, offset + 5 + length));
      offset += 5 + length;
    } else {
      return undefined;
    }
  }
  return parts;
}

/** The paging key of attempts: one small big integer (Gregorian seconds). */
export function encodeIntegerKey(seconds: number): string {
  const bytes: number[] = [];
  for (let rest = seconds; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  return Buffer.from([131, INTEGER_TAG, bytes.length, 0, ...bytes]).toString("base64url");
}

export function decodeIntegerKey(key: string): number | undefined {
  const bytes = Buffer.from(key, "base64url");
  if (bytes[0] !== 131 || bytes[1] !== INTEGER_TAG) return undefined;
  return [...bytes.subarray(4)].reduceRight((sum, byte) => sum * 256 + byte, 0);
}
