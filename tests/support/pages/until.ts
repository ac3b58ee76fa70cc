import { vi } from "vitest";

/** Resolves once the condition is true; on a machine that is busy with other work, too. */
export async function until(condition: () => unknown): Promise<void> {
  await vi.waitUntil(condition, { timeout: 30_000, interval: 20 });
}
