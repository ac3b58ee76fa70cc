import { defineConfig } from "@playwright/test";
import type { Worker } from "./tests/e2e/stack";

/** Started by scripts/test-built.mjs, which finds the browser and builds the app first. */
export default defineConfig<object, Worker>({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  // What a busy machine needs, not what a story takes.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  projects: [
    { name: "kazoo-master", testIgnore: "base-path.e2e.ts" },
    {
      name: "kazoo-4.3",
      testMatch: [
        "accounts-matrix.e2e.ts",
        "main-story.e2e.ts",
        "deliveries.e2e.ts",
        "switched-off.e2e.ts",
        "webhook-{lint,list,page}.e2e.ts",
        "where-is-my-event.e2e.ts",
      ],
      use: { kazoo: "4.3" },
    },
    {
      name: "base-path",
      testMatch: ["main-story.e2e.ts", "base-path.e2e.ts"],
      use: { basePath: "/hookline" },
    },
  ],
  forbidOnly: true,
  reporter: [["list"], ["./tests/support/runner/playwright-closing-line-reporter.ts"]],
  use: {
    launchOptions: {
      executablePath: process.env.HOOKLINE_BROWSER,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
