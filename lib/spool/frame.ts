import { shortCrc32 } from "./segment/crc32";

/**
 * How a record stands in a segment: a head of fixed size, then its meta (JSON), then its body.
 *
 *  0  8  marker of the segment            28  4  bytes of its group that follow this frame
 *  8  4  checksum of the rest of the head 32  8  received at, Unix milliseconds (double)
 * 12  1  format version                   40  8  scope tag
 * 13  1  kind: 1 record, 2 seal
 * 14  2  nothing                          A segment begins with a head of its own, of the same size:
 * 16  4  bytes of meta                     0  8  "HOOKLINE"     8  4  checksum of the rest
 * 20  4  bytes of body                    12  4  format version, 16 32 the segment's id
 * 24  4  checksum of meta and body        Numbers are little-endian.
 */
export const headBytes = 48;

const formatVersion = 1;
const kinds = { record: 1, seal: 2 } as const;
const segmentMagic = Buffer.from("HOOKLINE");
const noTag = Buffer.alloc(8);

export interface FrameHead {
  readonly kind: "record" | "seal";
  readonly metaBytes: number;
  readonly bodyBytes: number;
  readonly checksum: number;
  /** A frame counts once all of its group is in the file: a group is written whole or not at all. */
  readonly bytesBehind: number;
  readonly receivedAt: number;
  readonly scopeTag: string;
}

export interface RecordHead {
  readonly metaBytes: number;
  readonly bodyBytes: number;
  readonly checksum: number;
  readonly receivedAt: number;
  readonly tag: Uint8Array;
}

export function writeRecordHead(
  target: Buffer,
  at: number,
  marker: Buffer,
  head: RecordHead,
  bytesBehind: number,
): void {
  marker.copy(target, at);
  target[at + 12] = formatVersion;
  target[at + 13] = kinds.record;
  target[at + 14] = 0;
  target[at + 15] = 0;
  target.writeUInt32LE(head.metaBytes, at + 16);
  target.writeUInt32LE(head.bodyBytes, at + 20);
  target.writeUInt32LE(head.checksum, at + 24);
  target.writeUInt32LE(bytesBehind, at + 28);
  target.writeDoubleLE(head.receivedAt, at + 32);
  target.set(head.tag, at + 40);
  target.writeUInt32LE(headChecksum(target, at), at + 8);
}

/** Ends a segment: nothing follows. */
export function sealFrame(marker: Buffer, sealedAt: number): Buffer {
  const frame = Buffer.alloc(headBytes);
  const nothing = { metaBytes: 0, bodyBytes: 0, checksum: 0, receivedAt: sealedAt, tag: noTag };
  writeRecordHead(frame, 0, marker, nothing, 0);
  frame[13] = kinds.seal;
  frame.writeUInt32LE(headChecksum(frame, 0), 8);
  return frame;
}

/** Null: no head of this segment stands there. */
export function readHead(source: Buffer, at: number, marker: Buffer): FrameHead | null {
  if (source.length < at + headBytes || marker.length !== 8) return null;
  if (
    source.readUInt32LE(at) !== marker.readUInt32LE(0) ||
    source.readUInt32LE(at + 4) !== marker.readUInt32LE(4) ||
    source.readUInt32LE(at + 8) !== headChecksum(source, at)
  ) {
    return null;
  }
  const kind = source[at + 13];
  if (source[at + 12] !== formatVersion || (kind !== kinds.record && kind !== kinds.seal)) {
    return null;
  }
  return {
    kind: kind === kinds.record ? "record" : "seal",
    metaBytes: source.readUInt32LE(at + 16),
    bodyBytes: source.readUInt32LE(at + 20),
    checksum: source.readUInt32LE(at + 24),
    bytesBehind: source.readUInt32LE(at + 28),
    receivedAt: source.readDoubleLE(at + 32),
    scopeTag: source.toString("hex", at + 40, at + 48),
  };
}

function headChecksum(source: Buffer, at: number): number {
  return shortCrc32(source, at + 12, at + headBytes, shortCrc32(source, at, at + 8));
}

export function segmentHead(segment: string): Buffer {
  const head = Buffer.alloc(headBytes);
  segmentMagic.copy(head);
  head.writeUInt32LE(formatVersion, 12);
  head.write(segment, 16, "latin1");
  head.writeUInt32LE(headChecksum(head, 0), 8);
  return head;
}

/** "foreign": of a format that a newer program writes. This much of a head stays in each format. */
export function readSegmentHead(source: Buffer): "good" | "damaged" | "foreign" {
  const isHead = source.length >= headBytes && segmentMagic.equals(source.subarray(0, 8));
  if (!isHead || source.readUInt32LE(8) !== headChecksum(source, 0)) return "damaged";
  return source.readUInt32LE(12) === formatVersion ? "good" : "foreign";
}
