// Every rule of the project that a machine can check: what reads the sources in two lanes, one for
// each of two cores, then the tests.
import { run } from "./run.mjs";

const lint = [
  "format and lint",
  "node_modules/@biomejs/biome/bin/biome",
  ["check", "--error-on-warnings", "."],
];
const importMatrix = [
  "import matrix",
  "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
  [
    "app",
    "components",
    "lib",
    "simulator",
    "tests",
    "scripts",
    "bench",
    "server.ts",
    "receiver.ts",
    "console.ts",
    "proxy.ts",
  ],
];
const unused = ["unused files and exports", "node_modules/knip/bin/knip.js", []];
const routeTypes = ["types (routes)", "node_modules/next/dist/bin/next", ["typegen"]];
const types = ["types", "node_modules/typescript/bin/tsc", ["--noEmit"]];
const tests = [
  "unit, contract and integration tests",
  "node_modules/vitest/vitest.mjs",
  ["run", "--project", "!programs"],
];

/** Those of a lane's checks that pass say only how long they took. */
async function runSteps(steps, { quiet }) {
  for (const [name, script, args] of steps) {
    const startedAt = performance.now();
    await run(script, args, { NEXT_TELEMETRY_DISABLED: "1" }, { quiet }).catch((cause) => {
      console.error(`\nverify: "${name}" failed. ${cause.message}`);
      process.exit(1);
    });
    console.log(`── ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

await Promise.all([
  runSteps([lint, importMatrix, unused], { quiet: true }),
  runSteps([routeTypes, types], { quiet: true }),
]);
await runSteps([tests], { quiet: false });
