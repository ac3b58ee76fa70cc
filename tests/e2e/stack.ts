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

interface EachTest {
  readonly seededKazoo: undefined;
}

/**
 * Every test file gets its own console, its own Kazoo and its own data folder; every test finds
 * Kazoo as it was seeded, so that none depends on what another left there.
 */
export const test = base.extend<EachTest, Worker>({
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
  seededKazoo: [
    async ({ stack }, use) => {
      const answer = await fetch(`${stack.kazooUrl}/_simulator/reset`, { method: "POST" });
      expect(answer.status).toBe(200);
      await use(undefined);
    },
    { auto: true },
  ],
  baseURL: async ({ stack }, use) => use(stack.appUrl),
});

export const expect = test.expect;
