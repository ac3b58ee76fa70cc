// Kill, fill, lock and garble, in the long form: 50 kills and 100,000 garbled deliveries.
import { run } from "./run.mjs";

const tests = ["kill-nine", "disk-trouble", "thread-trouble", "fuzz"];

try {
  await run(
    "node_modules/vitest/vitest.mjs",
    ["run", "--project", "integration", ...tests, ...process.argv.slice(2)],
    { HOOKLINE_TORTURE: "long" },
  );
} catch (cause) {
  console.error(`\ntorture: ${cause.message}`);
  process.exit(1);
}
