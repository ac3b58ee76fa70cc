import { existsSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The setting that names the folder which the processes of one run of tests share. */
export const bundlesVariable = "HOOKLINE_TEST_BUNDLES";

const bundles = new Map<string, Promise<string>>();

async function bundle(entry: string): Promise<string> {
  const file = `${process.env[bundlesVariable]}/${entry.replaceAll(/[^a-z0-9]+/gi, "-")}.mjs`;
  if (existsSync(file)) return file;
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
  });
  // Test files run at the same time: none may see another's half-written file.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, outputFiles[0]?.contents ?? "");
  renameSync(own, file);
  return file;
}

/**
 * One TypeScript entry of this repository → the path of a module that Node runs as it is: for
 * threads and processes, which vitest doesn't transform. Made once in a run.
 */
export function bundleForNode(entry: string): Promise<string> {
  const made = bundles.get(entry) ?? bundle(entry);
  bundles.set(entry, made);
  return made;
}
