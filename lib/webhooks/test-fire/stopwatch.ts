import type { TestHop, TestHopName } from "@/lib/domain/test-hop";

/** Times the hops of one test. */
export function startStopwatch(now: () => number = Date.now) {
  const startedAt = now();
  return {
    startedAt,
    hop(hop: TestHopName, ok: boolean, hint: string | null = null, eventId?: string): TestHop {
      const at = now();
      return { hop, at, elapsedMs: at - startedAt, ok, hint, ...(eventId && { eventId }) };
    },
    /** A hop that was at another time than now. */
    hopAt(hop: TestHopName, at: number, eventId: string): TestHop {
      return { hop, at, elapsedMs: Math.max(0, at - startedAt), ok: true, hint: null, eventId };
    },
  };
}

export type Stopwatch = ReturnType<typeof startStopwatch>;
