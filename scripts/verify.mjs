// Every rule of the project that a machine can check, in the order that fails fastest.
import { run } from "./run.mjs";

const steps = [
  [
    "format and lint",
    "node_modules/@biomejs/biome/bin/biome",
    ["check", "--error-on-warnings", "."],
  ],
  ["types (routes)", "node_modules/next/dist/bin/next", ["typegen"]],
  ["types", "node_modules/typescript/bin/tsc", ["--noEmit"]],
  [
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
  ],
  ["unused files and exports", "node_modules/knip/bin/knip.js", []],
  [
    "unit, contract and integration tests",
    "node_modules/vitest/vitest.mjs",
    ["run", "--project", "!programs"],
  ],
];

for (const [name, script, args] of steps) {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  await run(script, args, { NEXT_TELEMETRY_DISABLED: "1" }).catch((cause) => {
    console.error(`\nverify: "${name}" failed. ${cause.message}`);
    process.exit(1);
  });
  console.log(`   ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
