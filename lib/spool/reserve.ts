import { randomFill } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Disk, WritableFile } from "./disk";
import { isDiskFull } from "./disk-full";

export type ReserveState = "none" | "present" | "released";

/**
 * Disk space that is held back and released when the disk is full, so that operators have time to
 * act.
 */
export interface Reserve {
  state(): ReserveState;
  /** Gives it up. Whether there was something to give. */
  release(): Promise<boolean>;
  /** Makes it when it isn't there and there is room for two. Never rejects. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export interface ReserveOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** 0: none. */
  readonly bytes: number;
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** How often it is restored by itself; 0: never. */
  readonly checkEveryMs?: number;
}

const pieceBytes = 1024 * 1024;
// So recently changed, another process is just making it.
const makingMs = 10_000;
const fillRandomly = promisify<Uint8Array, Uint8Array>(randomFill);

export function openReserve(options: ReserveOptions): Reserve {
  const { disk, folder, bytes, onTrouble, checkEveryMs = 10_000 } = options;
  const path = join(folder, "reserve");
  let state: ReserveState = bytes === 0 ? "none" : "released";
  let restoring: Promise<void> | null = null;
  let isGivenUp = false;

  async function restore(): Promise<void> {
    try {
      if (bytes === 0) {
        disk.remove(path);
        return;
      }
      disk.makeFolder(folder);
      const found = disk.stat(path);
      if (found?.bytes === bytes) {
        state = "present";
        return;
      }
      state = "released";
      if (found && Date.now() - found.modifiedAt < makingMs) return;
      if (found) disk.remove(path);
      if (disk.freeBytes(folder) >= 2 * bytes) await make();
    } catch (cause) {
      if (!isDiskFull(cause)) onTrouble("The spool's reserve can't be made.", cause);
    }
  }

  async function make(): Promise<void> {
    const file = await disk.create(path);
    try {
      await fill(file);
      await disk.syncFolder(folder);
      if (!isGivenUp) state = "present";
    } finally {
      if (state !== "present") disk.remove(path);
      await file.close();
    }
  }

  /** Piece by piece, each synced, so that the syncs of records between them stay short. */
  async function fill(file: WritableFile): Promise<void> {
    const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, bytes));
    for (let left = bytes; left > 0 && !isGivenUp; left -= piece.length) {
      // Equal or empty blocks take no room on disks that compress.
      await fillRandomly(piece);
      await file.append([piece.subarray(0, Math.min(piece.length, left))]);
      await file.sync();
    }
  }

  const reserve: Reserve = {
    state: () => state,
    async release() {
      isGivenUp = true;
      try {
        const wasThere = disk.remove(path) || state === "present";
        if (state === "present") state = "released";
        // Some file systems free the blocks only then.
        if (wasThere) await disk.syncFolder(folder);
        return wasThere;
      } catch (cause) {
        onTrouble("The spool's reserve can't be given up.", cause);
        return false;
      }
    },
    restore() {
      if (restoring) return restoring;
      isGivenUp = false;
      restoring = restore().finally(() => {
        restoring = null;
      });
      return restoring;
    },
    async close() {
      clearInterval(timer);
      isGivenUp = true;
      await restoring;
    },
  };
  const timer =
    bytes > 0 && checkEveryMs > 0
      ? setInterval(() => void reserve.restore(), checkEveryMs).unref()
      : undefined;
  return reserve;
}
