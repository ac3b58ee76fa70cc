import type { Duplex } from "node:stream";
import { monotonicMs } from "../limits/monotonic-ms";

/** More than browsers and probes ask for, and no more than a part of this thread's time. */
const defaultPerSecond = 2_000;
/** At once after a pause. */
const maxBurst = 200;
/** A head counts once for each so many bytes of it. */
const bytesPerRequest = 8 * 1024;
const maxWaiting = 8_192;
const tickMs = 1;

/**
 * Spreads what is no delivery over time. All that comes in one turn of the event loop stands before
 * the next delivery, and a delivery takes several turns: fifty strangers who ask as fast as they are
 * answered would make each one wait for fifty of them, several times.
 */
export interface PagePace {
  /**
   * Runs the work at once, or in its turn when too much came. When far too much waits, the
   * connection is closed instead. `bytes` are those of the request's head.
   */
  run(socket: Duplex, bytes: number, work: () => void): void;
}

interface Waiting {
  readonly socket: Duplex;
  readonly cost: number;
  readonly work: () => void;
}

export interface PagePaceOptions {
  readonly perSecond?: number;
  /** Whether the connection carried a delivery; such a one is never closed. */
  readonly delivers: (socket: Duplex) => boolean;
}

export function createPagePace(options: PagePaceOptions): PagePace {
  const { perSecond = defaultPerSecond, delivers } = options;
  const waiting: Waiting[] = [];
  let allowance = maxBurst;
  let filledAt = monotonicMs();
  let timer: NodeJS.Timeout | null = null;

  function fill(): void {
    const at = monotonicMs();
    allowance = Math.min(maxBurst, allowance + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
  }

  function tick(): void {
    timer = null;
    fill();
    // A costly one may go below zero, and the next ones wait for it.
    while (allowance > 0) {
      const next = waiting.shift();
      if (!next) return;
      if (next.socket.destroyed) continue;
      allowance -= next.cost;
      next.work();
    }
    timer = setTimeout(tick, tickMs);
  }

  return {
    run(socket, bytes, work) {
      const cost = 1 + Math.floor(bytes / bytesPerRequest);
      if (timer === null) {
        fill();
        if (allowance > 0) {
          allowance -= cost;
          work();
          return;
        }
        timer = setTimeout(tick, tickMs);
      }
      if (waiting.length < maxWaiting || delivers(socket)) waiting.push({ socket, cost, work });
      else socket.destroy();
    },
  };
}
