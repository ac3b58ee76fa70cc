import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A spool on which nothing new can be written: in its folder's place lies a file, which no user's
 * rights overcome. What is open there stays open.
 */
export function blockSpool(dataDir: string): { free(): void } {
  const folder = join(dataDir, "spool");
  const moved = join(dataDir, "moved-spool");
  let wasThere = true;
  try {
    renameSync(folder, moved);
  } catch {
    wasThere = false;
  }
  writeFileSync(folder, "");
  return {
    free() {
      rmSync(folder, { force: true });
      if (wasThere) renameSync(moved, folder);
    },
  };
}
