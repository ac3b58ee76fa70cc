import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * `node bench/run.mjs NAME ARGUMENTS` runs one benchmark; without a name, or with "all EVENTS", it
 * runs those of bench/README.md one after the other, with so many events stored (10,000,000).
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const outdir = `${root}node_modules/.cache/hookline/bench`;
// What 10 million came to, and some room.
const bytesPerEvent = 3_500;

async function bundle(entries) {
  const benches = entries.map((entry) => [entry, `bench/${entry}.ts`]);
  await build({
    absWorkingDir: root,
    entryPoints: {
      ...Object.fromEntries(benches),
      "bare-receiver": "bench/bare-receiver.ts",
      "spool-receiver": "bench/spool-receiver.ts",
      strangers: "bench/strangers.ts",
      "sqlite-worker": "lib/build-writer-thread.ts",
    },
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    outExtension: { ".js": ".mjs" },
  });
}

async function run(name, ...rest) {
  const child = spawn(process.execPath, [`${outdir}/${name}.mjs`, ...rest], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${name} ended with ${code}.`);
}

async function runAll(events) {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < events * bytesPerEvent) {
    const most = Math.floor((bavail * bsize) / bytesPerEvent / 1e6) * 1e6;
    rmSync(folder, { recursive: true });
    throw new Error(
      `${events} events don't fit into ${tmpdir()}. Say: npm run bench -- all ${most}`,
    );
  }
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const file = join(folder, "events.db");
  const all = [
    ["receive-throughput", "6"],
    ["start-and-memory", "10"],
    ["beside-trouble", "6"],
    ["sustained", "60", "8000"],
    ["live-delay", "30", "200"],
    ["postgres-throughput", "5"],
    ["seed-events", file, String(events)],
    ["with-stored-events", file, "5"],
  ];
  await bundle(all.map(([name]) => name));
  try {
    for (const [name, ...rest] of all) {
      console.log(`\n## ${[name, ...rest].join(" ")}\n`);
      await run(name, ...rest);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [name = "all", ...rest] = process.argv.slice(2);
if (name === "all") {
  await runAll(Number(rest[0] ?? 10_000_000));
} else {
  await bundle([name]);
  await run(name, ...rest);
}
