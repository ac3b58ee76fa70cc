import { join } from "node:path";
import { build, context } from "esbuild";
import { projectDir } from "./run.mjs";

/** One file per program or thread, packages left outside: built code needs no TypeScript loader. */
const entryPoints = {
  server: "server.ts",
  receiver: "receiver.ts",
  console: "console.ts",
  "sqlite-worker": "lib/build-writer-thread.ts",
  "drain-worker": "lib/build-drain-thread.ts",
  "finish-build": "lib/pages/finish-build.ts",
  "back-up": "lib/build-back-up.ts",
  simulator: "simulator/main.ts",
};

const options = (outdir, names) => ({
  absWorkingDir: projectDir,
  entryPoints: Object.fromEntries(names.map((name) => [name, entryPoints[name]])),
  outdir,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});

export async function bundleServer(outdir, names = Object.keys(entryPoints)) {
  await build(options(outdir, names));
}

/** Bundles one program for itself, where no build has it → its path. */
export async function bundleTool(name) {
  const outdir = join(projectDir, "builds/tools");
  await bundleServer(outdir, [name]);
  return join(outdir, `${name}.js`);
}

/** Rebuilds on each change and calls back after each good build. */
export async function watchServer(outdir, onBuilt) {
  const watcher = await context({
    ...options(outdir, ["server", "receiver", "console", "sqlite-worker", "drain-worker"]),
    plugins: [{ name: "built", setup: (b) => b.onEnd(({ errors }) => errors.length || onBuilt()) }],
  });
  await watcher.watch();
  return () => watcher.dispose();
}
