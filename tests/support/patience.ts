import { vi } from "vitest";

// Nothing is asserted about time: on a busy machine all of it takes longer.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** For what is polled. */
export const patience = { timeout: 30_000 };
