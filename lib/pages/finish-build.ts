import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./compress-static";
import { findPages, templateName } from "./find-pages";
import { basePathPlaceholder, hasPlaceholder } from "./make-pages";

/** What `next build` is run with. */
export const buildEnvironment = { HOOKLINE_BASE_PATH: basePathPlaceholder };

/** Of Next's folder: what serves no page. */
const leftOut = new Set([
  "cache",
  "dev",
  "diagnostics",
  "trace",
  "trace-build",
  "turbopack",
  "types",
]);

function copyPages(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (leftOut.has(entry.name) || entry.name.endsWith(".map")) continue;
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyPages(source, copy);
    else copyFileSync(source, copy);
  }
}

/** Next's output → pages of a build, for no path and for the one that is known already. */
export function finishBuild(nextDir: string, buildDir: string, basePath: string): void {
  const template = join(buildDir, templateName);
  copyPages(nextDir, template);
  compressStatic(join(template, "static"), (bytes) => !hasPlaceholder(bytes));
  findPages(buildDir, "");
  findPages(buildDir, basePath);
}
