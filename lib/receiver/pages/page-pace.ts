import type { Duplex } from "node:stream";
import { monotonicMs } from "../limits/monotonic-ms";

/** More than browsers and probes ask for, and no more than a part of this thread's time. */
const ownThread: Allowance = { perSecond: 2_000, burst: 200 };
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
   * connection is closed instead. `cost` is what it takes of the allowance.
   */
  run(socket: Duplex, cost: number, work: () => void): void;
}

export interface Allowance {
  readonly perSecond: number;
  /** At once after a pause. */
  readonly burst: number;
}

interface Waiting {
  readonly socket: Duplex;
  readonly cost: number;
  readonly work: () => void;
}

export interface PagePaceOptions {
  readonly allowance?: Allowance;
  /** Whether the connection carried a delivery; such a one is never closed. */
  readonly delivers: (socket: Duplex) => boolean;
}

/** What reading a head of so many bytes costs this thread. */
export const costOfHead = (bytes: number): number => 1 + Math.floor(bytes / bytesPerRequest);

export function createPagePace(options: PagePaceOptions): PagePace {
  const { delivers } = options;
  const { perSecond, burst } = options.allowance ?? ownThread;
  const waiting: Waiting[] = [];
  let left = burst;
  let filledAt = monotonicMs();
  let timer: NodeJS.Timeout | null = null;

  function fill(): void {
    const at = monotonicMs();
    left = Math.min(burst, left + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
  }

  function tick(): void {
    timer = null;
    fill();
    // A costly one may go below zero, and the next ones wait for it.
    while (left > 0) {
      const next = waiting.shift();
      if (!next) return;
      if (next.socket.destroyed) continue;
      left -= next.cost;
      next.work();
    }
    timer = setTimeout(tick, tickMs);
  }

  return {
    run(socket, cost, work) {
      if (timer === null) {
        fill();
        if (left > 0) {
          left -= cost;
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
