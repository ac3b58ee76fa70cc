import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };

/**
 * Unit tests beside their source, contract suites, and tests that start whole parts; `programs` runs
 * what `npm run build` made, so it comes after a build.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    // Much of the time is waiting for fsync and for servers to start, so more run than cores work.
    maxWorkers: 4,
    // What a busy machine needs, not what a test takes: none fails for its neighbours' sake.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ["default", "./tests/support/runner/closing-line-reporter.ts"],
    setupFiles: ["./tests/support/runner/fail-on-console-error.ts"],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{lib,components,simulator,scripts}/**/*.test.ts"] },
      },
      { extends: true, test: { name: "contract", include: ["tests/contract/**/*.contract.ts"] } },
      { extends: true, test: { name: "integration", include: ["tests/integration/**/*.test.ts"] } },
      { extends: true, test: { name: "programs", include: ["tests/programs/**/*.test.ts"] } },
    ],
  },
});
