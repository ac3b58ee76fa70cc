/** One part of a paging key: a string, Gregorian seconds, or an object behind every string. */
export type KeyPart = string | number | Record<string, never>;

const VERSION_TAG = 131;
const LIST_TAG = 108;
const BINARY_TAG = 109;
const BIG_INTEGER_TAG = 110;
const TUPLE_TAG = 104;
const ATOM_TAG = 100;
const NIL_TAG = 106;
const EMPTY_OBJECT = Buffer.from([TUPLE_TAG, 1, NIL_TAG]);

/** Opaque to clients: base64url of an Erlang term, as Kazoo makes it (docs/kazoo.md#lists). */
export function encodeStartKey(parts: readonly KeyPart[]): string {
  const header = Buffer.from([VERSION_TAG, LIST_TAG, 0, 0, 0, parts.length]);
  const end = Buffer.from([NIL_TAG]);
  return Buffer.concat([header, ...parts.map(encodePart), end]).toString("base64url");
}

function encodePart(part: KeyPart): Buffer {
  if (typeof part === "number") return encodeInteger(part);
  if (typeof part !== "string") return EMPTY_OBJECT;
  const text = Buffer.from(part);
  // The parent of a root account is Erlang's own word for nothing.
  const isAtom = part === "undefined";
  const head = Buffer.alloc(isAtom ? 3 : 5);
  head.writeUInt8(isAtom ? ATOM_TAG : BINARY_TAG, 0);
  if (isAtom) head.writeUInt16BE(text.length, 1);
  else head.writeUInt32BE(text.length, 1);
  return Buffer.concat([head, text]);
}

function encodeInteger(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  return Buffer.from([BIG_INTEGER_TAG, bytes.length, 0, ...bytes]);
}

/** Undefined for anything that Kazoo's decoder would crash on. */
export function decodeStartKey(key: string): KeyPart[] | undefined {
  const bytes = Buffer.from(key, "base64url");
  if (bytes.length < 7 || bytes[0] !== VERSION_TAG || bytes[1] !== LIST_TAG) return undefined;
  const parts: KeyPart[] = [];
  let offset = 6;
  for (let left = bytes.readUInt32BE(2); left > 0; left -= 1) {
    const read = decodePart(bytes, offset);
    if (!read) return undefined;
    parts.push(read.part);
    offset = read.end;
  }
  return parts;
}

function decodePart(bytes: Buffer, at: number): { part: KeyPart; end: number } | undefined {
  const tag = bytes[at];
  if (tag === TUPLE_TAG) return { part: {}, end: at + EMPTY_OBJECT.length };
  const isText = tag === BINARY_TAG || tag === ATOM_TAG;
  const start = at + (tag === BINARY_TAG ? 5 : 3);
  if (start > bytes.length) return undefined;
  const length = tag === BINARY_TAG ? bytes.readUInt32BE(at + 1) : bytes.readUInt16BE(at + 1);
  if (isText && start + length <= bytes.length) {
    return { part: bytes.toString("utf8", start, start + length), end: start + length };
  }
  const size = bytes[at + 1] ?? 0;
  if (tag !== BIG_INTEGER_TAG || start + size > bytes.length) return undefined;
  return { part: readInteger(bytes.subarray(start, start + size)), end: start + size };
}

const readInteger = (bytes: Buffer) => [...bytes].reduceRight((sum, byte) => sum * 256 + byte, 0);

/** The paging key of an account's attempts: Gregorian seconds alone. */
export function encodeIntegerKey(seconds: number): string {
  return Buffer.concat([Buffer.from([VERSION_TAG]), encodeInteger(seconds)]).toString("base64url");
}

export function decodeIntegerKey(key: string): number | undefined {
  const bytes = Buffer.from(key, "base64url");
  if (bytes[0] !== VERSION_TAG || bytes[1] !== BIG_INTEGER_TAG) return undefined;
  return readInteger(bytes.subarray(4));
}
