import { test as base } from "@playwright/test";
import { type DemoStack, startDemoStack } from "../support/demo-stack";

interface Worker {
  /** Names the file: tests with another name get another worker, and with it another stack. */
  readonly story: string;
  readonly stack: DemoStack;
}

/** Every test file gets its own console, its own Kazoo and its own data folder. */
export const test = base.extend<object, Worker>({
  story: ["", { scope: "worker", option: true }],
  stack: [
    async ({}, use) => {
      const stack = await startDemoStack();
      await use(stack);
      await stack.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ stack }, use) => use(stack.appUrl),
});

export const expect = test.expect;
