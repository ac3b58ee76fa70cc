import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A spool on which nothing can be written: in its folder's place lies a file, which no user's rights
 * overcome. Only before the first delivery, or where what came before doesn't matter.
 */
export function blockSpool(dataDir: string): { free(): void } {
  const folder = join(dataDir, "spool");
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, "");
  return { free: () => rmSync(folder, { force: true }) };
}
