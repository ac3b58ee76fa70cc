import { defineConfig } from "@playwright/test";

/** Started by scripts/test-e2e.mjs, which finds the browser and builds the app first. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [["list"], ["./tests/support/playwright-closing-line-reporter.ts"]],
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
