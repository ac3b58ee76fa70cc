import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the project that a program was built in: the nearest above it with Next's settings. */
export function projectDirOf(program: string): string {
  let folder = dirname(program);
  while (!existsSync(join(folder, "next.config.js"))) {
    const above = dirname(folder);
    if (above === folder) return dirname(program);
    folder = above;
  }
  return folder;
}
