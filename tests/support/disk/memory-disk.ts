import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own, in memory. Only root may have one. */
export interface MemoryDisk {
  readonly folder: string;
  freeBytes(): number;
  /** Takes room until only so much is free. */
  fill(leaving: number): void;
  /** Gives it back. */
  empty(): void;
  remove(): void;
}

/** Null: it may not be made. */
export function mountMemoryDisk(megabytes: number): MemoryDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "hookline-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], {
      stdio: "ignore",
    });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, "filler");
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    fill(leaving) {
      try {
        appendFileSync(filler, Buffer.alloc(Math.max(0, freeBytes() - leaving)));
      } catch {
        // Others take room meanwhile: it is full.
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
