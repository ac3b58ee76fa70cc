import { test as base } from "@playwright/test";
import { type DemoStack, startDemoStack } from "../support/demo-stack";

/** Every test file gets its own console, its own Kazoo and its own data folder. */
export const test = base.extend<object, { stack: DemoStack }>({
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
