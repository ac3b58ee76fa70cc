import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { AccountScope } from "@/lib/domain/account";
import type { Disk, WritableFile } from "./disk";
import {
  decodeSlot,
  encodeSlot,
  type NotStoredTally,
  slotCapacity,
} from "./segment/not-stored-slot";

/**
 * A receiver's file of what is not stored. Its space is allocated early, so that it can be written
 * on a full disk.
 */
export interface NotStoredFile {
  /** One more, answered at that time (Unix milliseconds). Written at once, or with the next. */
  count(scope: AccountScope, at: number): void;
  /** Resolves once all that was counted is written, or an attempt has failed. */
  written(): Promise<void>;
  /** A file that holds nothing is removed. */
  close(): Promise<void>;
}

export interface NotStoredFileOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** An id that no other receiver process ever has. */
  readonly reporter: string;
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** The file has two slots, written in turns: a torn write leaves the other one. */
  readonly slotBytes?: number;
  /** From a failure to the next attempt. */
  readonly retryPauseMs?: number;
}

const prefix = "not-stored-";
/** Accounts that the slot has no room for. */
const others: AccountScope = { cluster: "", accountId: "" };

export function openNotStoredFile(options: NotStoredFileOptions): NotStoredFile {
  const {
    disk,
    folder,
    reporter,
    onTrouble,
    slotBytes = 64 * 1024,
    retryPauseMs = 1_000,
  } = options;
  const path = join(folder, prefix + reporter);
  const tallies = new Map<string, NotStoredTally>();
  const capacity = slotCapacity(slotBytes);
  let file: WritableFile | null = null;
  let generation = 0;
  let isChanged = false;
  let writing: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function make(): Promise<WritableFile> {
    disk.makeFolder(folder);
    const made = await disk.create(path);
    try {
      // Not zeros, for which some disks keep no room.
      await made.append([randomBytes(2 * slotBytes)]);
      await Promise.all([made.sync(), disk.syncFolder(folder)]);
      return made;
    } catch (cause) {
      disk.remove(path);
      await made.close();
      throw cause;
    }
  }

  /** Whether all was written that was counted before. */
  async function write(): Promise<boolean> {
    try {
      file ??= await make();
      while (isChanged) {
        isChanged = false;
        // After a failure the same slot is written again: the other one is good.
        const next = generation + 1;
        const slot = encodeSlot([...tallies.values()], next);
        await file.writeAt(slot, (next % 2) * slotBytes);
        await file.sync();
        generation = next;
      }
      return true;
    } catch (cause) {
      isChanged = tallies.size > 0;
      onTrouble("What was not stored could not be written down.", cause);
      return false;
    }
  }

  function begin(): void {
    clearTimeout(retry);
    writing ??= write().then((isWritten) => {
      writing = null;
      if (!isWritten) retry = setTimeout(begin, retryPauseMs).unref();
      else if (isChanged) begin();
    });
  }

  async function written(): Promise<void> {
    while (writing) await writing;
  }

  function scopeWithRoom(scope: AccountScope): AccountScope {
    return tallies.has(keyOf(scope)) || capacity.take(scope) ? scope : others;
  }

  begin();
  return {
    count(scope, at) {
      const counted = scopeWithRoom(scope);
      const before = tallies.get(keyOf(counted)) ?? { count: 0, firstAt: at, lastAt: at };
      tallies.set(keyOf(counted), {
        scope: counted,
        count: before.count + 1,
        firstAt: Math.min(before.firstAt, at),
        lastAt: Math.max(before.lastAt, at),
      });
      isChanged = true;
      begin();
    },
    written,
    async close() {
      await written();
      if (isChanged) begin();
      await written();
      clearTimeout(retry);
      if (tallies.size === 0 && file) disk.remove(path);
      await file?.close();
    },
  };
}

/** What the receivers that have a file here, alive or not, did not store. */
export function readNotStoredFiles(
  disk: Disk,
  folder: string,
): readonly { readonly reporter: string; readonly tallies: readonly NotStoredTally[] }[] {
  return disk
    .names(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({
      reporter: name.slice(prefix.length),
      tallies: readTallies(disk, join(folder, name)),
    }));
}

function readTallies(disk: Disk, path: string): readonly NotStoredTally[] {
  const file = disk.open(path);
  if (!file) return [];
  try {
    const bytes = Buffer.alloc(file.stat().bytes);
    file.read(bytes, 0);
    const half = bytes.length / 2;
    const slots = [decodeSlot(bytes.subarray(0, half)), decodeSlot(bytes.subarray(half))];
    const newest = slots
      .filter((slot) => slot !== null)
      .sort((a, b) => b.generation - a.generation)[0];
    return newest?.tallies ?? [];
  } finally {
    file.close();
  }
}

function keyOf({ cluster, accountId }: AccountScope): string {
  return `${cluster}\0${accountId}`;
}
