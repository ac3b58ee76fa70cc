import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { PruneLimits } from "../../../store";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";

const pagesPerStep = 64;
// Below, free pages are soon used again.
const minFreePages = 128;
const minFreePart = 0.1;

/** How many bytes there are more than allowed, in the file or on its disk. */
export interface FileExcess {
  readonly bytes: number;
  readonly reason: "bytes" | "disk";
}

export interface FileRoom {
  /** Of the pages in use. */
  usedBytes(): number;
  excess(limits: PruneLimits): FileExcess;
  /** Whether free pages should go back to the disk. */
  isWorthShrinking(limits: PruneLimits): boolean;
  /** Gives some of them back. */
  shrink(): void;
}

/** How much room the database's file takes on its disk. */
export function createFileRoom(connection: Connection, file: string): FileRoom {
  const pragma = (name: string) => numberInRow(connection.prepare(`pragma ${name}`).get(), name);
  const usedBytes = () => (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");

  function missingOnDisk({ minFreeBytes }: PruneLimits): number {
    if (minFreeBytes === null) return 0;
    const { bavail, bsize } = statfsSync(dirname(file));
    return minFreeBytes - bavail * bsize;
  }

  return {
    usedBytes,
    excess(limits) {
      const missing = missingOnDisk(limits);
      if (missing > 0) return { bytes: missing, reason: "disk" };
      const { maxBytes } = limits;
      return { bytes: maxBytes === null ? 0 : usedBytes() - maxBytes, reason: "bytes" };
    },
    isWorthShrinking(limits) {
      const [pages, free] = [pragma("page_count"), pragma("freelist_count")];
      const { maxBytes } = limits;
      const isTooLarge = maxBytes !== null && pages * pragma("page_size") > maxBytes;
      if (isTooLarge || missingOnDisk(limits) > 0) return free > 0;
      return free > minFreePages && free > pages * minFreePart;
    },
    shrink: () => connection.exec(`pragma incremental_vacuum(${pagesPerStep})`),
  };
}
