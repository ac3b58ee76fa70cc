// Kill, fill, lock, garble and restart in the long form: 50 kills of each program, 10,000 histories of
// a failing disk, 100,000 garbled deliveries, ten minutes without PostgreSQL.
import { buildIfStale } from "./build-if-stale.mjs";
import { run } from "./run.mjs";

const tests = [
  ...["kill-nine", "receiver-process", "spool-histories", "drain-crashes", "drain-full-disk"],
  ...["drain-thread", "thread-trouble", "fuzz", "postgres-stopped", "postgres-drain"],
  ...["restart-under-load"],
];

try {
  await buildIfStale();
  await run(
    "node_modules/vitest/vitest.mjs",
    [
      "run",
      "--project",
      "integration",
      "--project",
      "programs",
      ...tests,
      ...process.argv.slice(2),
    ],
    { HOOKLINE_TORTURE: "long" },
  );
} catch (cause) {
  console.error(`\ntorture: ${cause.message}`);
  process.exit(1);
}
