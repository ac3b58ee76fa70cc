import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/runner/longest-first";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };

/**
 * Of what leaves nothing behind, neither a global nor anything that still runs. These share one
 * loading of their modules, which is most of the time that they take.
 */
const togetherTests = [
  "lib/{attempts,control,domain,drain,export,filter,format,kazoo,lint,live,outgoing,payload}/**/*.test.ts",
  "lib/{receiver,receiver-keys,secrets,session,spool,store,supervisor,webhooks}/**/*.test.ts",
  "{components,simulator}/**/*.test.ts",
];
const postgresTemplate = "./tests/support/postgres/prepare.ts";
const sharedBundles = "./tests/support/runner/share-bundles.ts";

/**
 * Unit tests beside their source, contract suites, and tests that start whole parts; `programs` runs
 * what `npm run build` made, so it comes after a build.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    // Much of the time is waiting for fsync and for servers to start, so more run than cores work.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // What a busy machine needs, not what a test takes: none fails for its neighbours' sake.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ["default", "./tests/support/runner/closing-line-reporter.ts"],
    setupFiles: ["./tests/support/runner/fail-on-console-error.ts"],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: togetherTests, isolate: false, globalSetup: sharedBundles },
      },
      {
        extends: true,
        test: {
          name: "unit-alone",
          include: ["{lib,components,simulator,scripts}/**/*.test.ts"],
          exclude: togetherTests,
          globalSetup: sharedBundles,
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["tests/contract/**/*.contract.ts"],
          globalSetup: [sharedBundles, postgresTemplate],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: [sharedBundles, postgresTemplate],
        },
      },
      { extends: true, test: { name: "programs", include: ["tests/programs/**/*.test.ts"] } },
    ],
  },
});
