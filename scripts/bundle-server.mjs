import { build, context } from "esbuild";
import { projectDir } from "./run.mjs";

/** One file per process or worker, packages left outside: built code needs no TypeScript loader. */
const options = {
  absWorkingDir: projectDir,
  entryPoints: {
    server: "server.ts",
    "sqlite-worker": "lib/store/sqlite/worker/worker.ts",
    "back-up": "lib/store/sqlite/backup/back-up-command.ts",
    simulator: "simulator/main.ts",
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
};

export async function bundleServer() {
  await build(options);
}

/** Rebuilds on each change and calls back after each good build. */
export async function watchServer(onBuilt) {
  const watcher = await context({
    ...options,
    plugins: [{ name: "built", setup: (b) => b.onEnd(({ errors }) => errors.length || onBuilt()) }],
  });
  await watcher.watch();
  return () => watcher.dispose();
}
