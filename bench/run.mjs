import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** `node bench/run.mjs NAME`: bundles bench/NAME.ts with what it starts, then runs it. */
const root = fileURLToPath(new URL("..", import.meta.url));
const [name = "receive-throughput", ...rest] = process.argv.slice(2);
const outdir = `${root}node_modules/.cache/hookline/bench`;

await build({
  absWorkingDir: root,
  entryPoints: {
    [name]: `bench/${name}.ts`,
    "bare-receiver": "bench/bare-receiver.ts",
    "hookline-receiver": "bench/hookline-receiver.ts",
    "sqlite-worker": "lib/event-store/sqlite/worker.ts",
  },
  outdir,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  outExtension: { ".js": ".mjs" },
});

spawn(process.execPath, [`${outdir}/${name}.mjs`, ...rest], { stdio: "inherit" }).on(
  "exit",
  (code) => process.exit(code ?? 1),
);
