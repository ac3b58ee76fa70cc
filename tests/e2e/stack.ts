import { test as base } from "@playwright/test";
import { type DemoStack, startDemoStack } from "../support/browser/demo-stack";

export interface Worker {
  /** Names the file: tests with another name get another worker, and with it another stack. */
  readonly story: string;
  /** The version that the simulator answers and fires as. */
  readonly kazoo: "master" | "4.3";
  /** The path of PUBLIC_URL: "" or "/hookline". */
  readonly basePath: string;
  readonly stack: DemoStack;
}

/** Every test file gets its own console, its own Kazoo and its own data folder. */
export const test = base.extend<object, Worker>({
  story: ["", { scope: "worker", option: true }],
  kazoo: ["master", { scope: "worker", option: true }],
  basePath: ["", { scope: "worker", option: true }],
  stack: [
    async ({ kazoo, basePath }, use) => {
      const stack = await startDemoStack({ simulatorArgs: ["--kazoo", kazoo], basePath });
      await use(stack);
      await stack.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.appUrl),
});

export const expect = test.expect;
