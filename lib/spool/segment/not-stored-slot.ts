import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import { crc32 } from "./crc32";

/**
 * 0  8  "NOTSTORE"
 * 8  4  checksum of the rest, text included
 * 12 4  bytes of text
 * 16 8  generation (double): of two slots the higher one counts
 * 24    JSON: [cluster, account id, count, first at, last at] of each account
 */
const magic = Buffer.from("NOTSTORE");
const textAt = 24;
/** Three numbers of at most 16 digits, brackets and commas. */
const numbersBytes = 3 * 17 + 4;

/** What one receiver process did not store of an account. */
export interface NotStoredTally extends NotStored {
  readonly scope: AccountScope;
}

export interface Slot {
  readonly generation: number;
  readonly tallies: readonly NotStoredTally[];
}

/** Counts the room that accounts take in a slot, whatever their numbers grow to. */
export function slotCapacity(slotBytes: number): { take(scope: AccountScope): boolean } {
  // The one entry for all that have no room is kept free.
  let left = slotBytes - textAt - 2 - bytesOf({ cluster: "", accountId: "" });
  return {
    take(scope) {
      const bytes = bytesOf(scope);
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
  };
}

export function encodeSlot(tallies: readonly NotStoredTally[], generation: number): Buffer {
  const rows = tallies.map(({ scope, count, firstAt, lastAt }) => [
    scope.cluster,
    scope.accountId,
    count,
    firstAt,
    lastAt,
  ]);
  const text = Buffer.from(JSON.stringify(rows));
  const slot = Buffer.concat([Buffer.alloc(textAt), text]);
  magic.copy(slot);
  slot.writeUInt32LE(text.length, 12);
  slot.writeDoubleLE(generation, 16);
  slot.writeUInt32LE(crc32(slot.subarray(12)), 8);
  return slot;
}

/** Null: never written, or torn. */
export function decodeSlot(slot: Buffer): Slot | null {
  if (slot.length < textAt || !magic.equals(slot.subarray(0, 8))) return null;
  const end = textAt + slot.readUInt32LE(12);
  if (end > slot.length || slot.readUInt32LE(8) !== crc32(slot.subarray(12, end))) return null;
  const rows: unknown = JSON.parse(slot.toString("utf8", textAt, end));
  if (!Array.isArray(rows)) return null;
  return { generation: slot.readDoubleLE(16), tallies: rows.flatMap(tallyOf) };
}

function tallyOf(row: unknown): NotStoredTally[] {
  if (!Array.isArray(row)) return [];
  const [cluster, accountId, count, firstAt, lastAt]: unknown[] = row;
  if (typeof cluster !== "string" || typeof accountId !== "string") return [];
  if (typeof count !== "number" || typeof firstAt !== "number" || typeof lastAt !== "number") {
    return [];
  }
  return [{ scope: { cluster, accountId }, count, firstAt, lastAt }];
}

function bytesOf({ cluster, accountId }: AccountScope): number {
  return Buffer.byteLength(JSON.stringify([cluster, accountId])) + numbersBytes;
}
