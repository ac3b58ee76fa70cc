import { headBytes, type RecordHead, writeRecordHead } from "../frame";
import type { SpoolPlace, SpoolRecord } from "../spool";
import { crc32 } from "./crc32";
import { metaOf } from "./record-content";
import { tagOf } from "./scope-tag";

const chunkBytes = 256 * 1024;
// A larger body is written from where it lies; for a small one a copy costs less than a buffer more.
const maxCopiedBody = 16 * 1024;
const maxSpareChunks = 16;
const spareChunks: Buffer[] = [];

interface Entry extends RecordHead {
  readonly chunk: Buffer;
  readonly at: number;
  readonly resolve: (place: SpoolPlace) => void;
  readonly reject: (reason: unknown) => void;
}

/** Records that are written and synced together. */
export class FrameGroup {
  bytes = 0;
  readonly #entries: Entry[] = [];
  readonly #chunks: Buffer[] = [];
  /** Where the current chunk ends, and where in it the next buffer to write begins. */
  #end = 0;
  #begin = 0;
  readonly #buffers: Uint8Array[] = [];
  #settled: Pick<Entry, "resolve" | "reject"> | null = null;

  /** As of a record, for a group that may hold none. */
  whenSettled(resolve: Entry["resolve"], reject: Entry["reject"]): void {
    this.#settled = { resolve, reject };
  }

  get records(): number {
    return this.#entries.length;
  }

  /** The frame's size. The body must not change until the record is confirmed or given up. */
  add(record: SpoolRecord, resolve: Entry["resolve"], reject: Entry["reject"]): number {
    const meta = metaOf(record);
    const { body, receivedAt } = record;
    const copied = body.length <= maxCopiedBody;
    // A character has at most three bytes.
    const chunk = this.#chunkWith(headBytes + meta.length * 3 + (copied ? body.length : 0));
    const at = this.#end;
    const metaAt = at + headBytes;
    const metaBytes = chunk.write(meta, metaAt);
    let end = metaAt + metaBytes;
    if (copied) {
      chunk.set(body, end);
      end += body.length;
    }
    this.#end = end;
    let checksum = crc32(chunk.subarray(metaAt, end));
    if (!copied) {
      checksum = crc32(body, checksum);
      this.#cut();
      this.#buffers.push(body);
    }
    const tag = tagOf(record.scope);
    const bodyBytes = body.length;
    this.#entries.push({
      chunk,
      at,
      metaBytes,
      bodyBytes,
      checksum,
      receivedAt,
      tag,
      resolve,
      reject,
    });
    const bytes = headBytes + metaBytes + bodyBytes;
    this.bytes += bytes;
    return bytes;
  }

  /** All frames, for a segment with this marker. */
  framesFor(marker: Buffer): readonly Uint8Array[] {
    this.#cut();
    let left = this.bytes;
    for (const entry of this.#entries) {
      left -= headBytes + entry.metaBytes + entry.bodyBytes;
      writeRecordHead(entry.chunk, entry.at, marker, entry, left);
    }
    return this.#buffers;
  }

  /** They are synced, the first of them at `start`. */
  confirm(segment: string, start: number): void {
    this.#giveBack();
    let end = start;
    for (const { metaBytes, bodyBytes, resolve } of this.#entries) {
      end += headBytes + metaBytes + bodyBytes;
      resolve({ segment, end });
    }
    this.#settled?.resolve({ segment, end });
  }

  reject(reason: unknown): void {
    this.#giveBack();
    for (const entry of this.#entries) entry.reject(reason);
    this.#settled?.reject(reason);
  }

  #chunkWith(bytes: number): Buffer {
    const current = this.#chunks.at(-1);
    if (current && this.#end + bytes <= current.length) return current;
    this.#cut();
    const spare = bytes <= chunkBytes ? spareChunks.pop() : undefined;
    const chunk = spare ?? Buffer.allocUnsafeSlow(Math.max(bytes, chunkBytes));
    this.#chunks.push(chunk);
    this.#begin = 0;
    this.#end = 0;
    return chunk;
  }

  /** What was put into the current chunk becomes a buffer to write. */
  #cut(): void {
    const chunk = this.#chunks.at(-1);
    if (!chunk || this.#end === this.#begin) return;
    this.#buffers.push(chunk.subarray(this.#begin, this.#end));
    this.#begin = this.#end;
  }

  #giveBack(): void {
    for (const chunk of this.#chunks.splice(0)) {
      if (chunk.length === chunkBytes && spareChunks.length < maxSpareChunks)
        spareChunks.push(chunk);
    }
  }
}

/** One record's frame, in bytes of its own. */
export function frameOf(record: SpoolRecord, marker: Buffer): Buffer {
  const group = new FrameGroup();
  const ignore = () => {};
  group.add(record, ignore, ignore);
  const frame = Buffer.concat(group.framesFor(marker));
  group.confirm("", 0);
  return frame;
}
