import type { EventEmitter } from "node:events";

interface GateLimits {
  readonly inside: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** Lets in a maximum at once. Others wait in order, up to a maximum number and time. */
export interface Gate {
  /**
   * Resolves with the function that leaves (calling it again does nothing), or null when there was
   * no room in time or `visitor` closed.
   */
  enter(visitor: EventEmitter): Promise<(() => void) | null>;
}

export function createGate({ inside: limit, waiting: maxWaiting, waitMs }: GateLimits): Gate {
  let inside = 0;
  const waiting = new Set<() => void>();

  function leaveOnce(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = waiting;
      if (next) next();
      else inside -= 1;
    };
  }

  return {
    enter(visitor) {
      if (inside < limit) {
        inside += 1;
        return Promise.resolve(leaveOnce());
      }
      if (waiting.size >= maxWaiting) return Promise.resolve(null);
      return new Promise((resolve) => {
        const settle = (leave: (() => void) | null): void => {
          clearTimeout(timer);
          visitor.off("close", giveUp);
          waiting.delete(letIn);
          resolve(leave);
        };
        const letIn = (): void => settle(leaveOnce());
        const giveUp = (): void => settle(null);
        const timer = setTimeout(giveUp, waitMs);
        visitor.on("close", giveUp);
        waiting.add(letIn);
      });
    },
  };
}
