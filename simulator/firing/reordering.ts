import type { Faults } from "../faults/faults";

const DEFAULT_WAIT_MS = 1000;

/**
 * With the fault `reordered-delivery` every other event waits until the next one has been served,
 * or for `latencyMs`; without it events go straight through.
 */
export function createReordering(
  faults: Faults,
): (serve: () => Promise<void>, signal: AbortSignal) => Promise<void> {
  let release: (() => void) | undefined;

  return async (serve, signal) => {
    if (release) {
      const releaseEarlier = release;
      release = undefined;
      await serve().finally(releaseEarlier);
      return;
    }
    const fault = faults.take("reordered-delivery");
    if (fault) {
      let mine: (() => void) | undefined;
      const overtaken = new Promise<void>((resolve) => {
        mine = resolve;
        release = resolve;
      });
      const waited = faults.wait(
        { ...fault, latencyMs: fault.latencyMs ?? DEFAULT_WAIT_MS },
        signal,
      );
      await Promise.race([overtaken, waited]);
      if (release === mine) release = undefined;
    }
    await serve();
  };
}
