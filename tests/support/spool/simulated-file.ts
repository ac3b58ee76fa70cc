import type { Random } from "./random";

const blockBytes = 64;

/** A file's bytes as programs see them, and those of them that a crash leaves for certain. */
export class SimulatedFile {
  modifiedAt = 0;
  live = Buffer.alloc(0);
  #durable = Buffer.alloc(0);
  #hasFailed = false;
  /** Written since the last sync, whatever came of that. */
  #dirty: { readonly from: number; readonly to: number }[] = [];

  write(bytes: Uint8Array, position: number): void {
    this.live = written(this.live, bytes, position);
    this.#dirty.push({ from: position, to: position + bytes.length });
  }

  /** After a failure it is only said that all is written. */
  sync(random: Random): void {
    if (this.#hasFailed) this.failSync(random);
    for (const { from, to } of this.#dirty) this.#persist(from, to);
    this.#dirty = [];
  }

  /** The lesson of fsync: what could not be written counts as written from then on. */
  failSync(random: Random): void {
    this.#hasFailed = true;
    for (const block of this.#dirtyBlocks()) {
      if (random.chance(0.5)) this.#persist(block.from, block.to);
    }
    this.#dirty = [];
  }

  /**
   * Any of the blocks that weren't synced are there, and the size is any on the way to the last of
   * them. In place of what isn't there stand zeros, or what the disk held there before.
   */
  crash(random: Random, stale: Uint8Array): void {
    const kept = random.next();
    const whole = this.live.length;
    const synced = this.#durable.length;
    const size = random.pick([synced, whole, random.between(synced, whole)]) ?? synced;
    const after = Buffer.alloc(whole);
    after.set(stale.subarray(0, whole));
    if (random.chance(0.5)) after.fill(0);
    this.#durable.copy(after);
    for (const { from, to } of this.#dirtyBlocks()) {
      if (random.chance(kept)) this.live.copy(after, from, from, to);
    }
    this.#durable = after.subarray(0, size);
    this.live = Buffer.from(this.#durable);
    this.#dirty = [];
  }

  flipBit(offset: number, bit: number): void {
    for (const bytes of [this.live, this.#durable]) {
      const byte = bytes[offset];
      if (byte !== undefined) bytes[offset] = byte ^ (1 << bit);
    }
  }

  #dirtyBlocks(): { readonly from: number; readonly to: number }[] {
    return this.#dirty.flatMap(({ from, to }) => {
      const blocks = [];
      for (let start = from; start < to; ) {
        const end = Math.min(to, (Math.floor(start / blockBytes) + 1) * blockBytes);
        blocks.push({ from: start, to: end });
        start = end;
      }
      return blocks;
    });
  }

  #persist(from: number, to: number): void {
    this.#durable = written(this.#durable, this.live.subarray(from, to), from);
  }
}

/** The bytes with others written into them, as much longer as that needs. */
function written(
  target: Buffer<ArrayBuffer>,
  bytes: Uint8Array,
  position: number,
): Buffer<ArrayBuffer> {
  const length = position + bytes.length;
  const result = length <= target.length ? target : Buffer.alloc(length);
  if (result !== target) target.copy(result);
  result.set(bytes, position);
  return result;
}
