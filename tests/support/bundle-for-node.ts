import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}node_modules/.cache/hookline`;

/**
 * One TypeScript entry of this repository → the path of a module that Node runs as it is: for
 * threads and processes, which vitest doesn't transform. Lies where packages can be resolved.
 */
export async function bundleForNode(entry: string): Promise<string> {
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
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const digest = createHash("sha256").update(code).digest("hex").slice(0, 16);
  const name = entry.replaceAll(/[^a-z0-9]+/gi, "-");
  const file = `${folder}/${name}-${digest}.mjs`;
  mkdirSync(folder, { recursive: true });
  // Test files run at the same time: none may see another's half-written file.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, code);
  renameSync(own, file);
  return file;
}
