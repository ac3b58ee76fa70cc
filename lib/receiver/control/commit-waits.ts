import type { CommittedPlaces } from "@/lib/control/control";
import type { SpoolPlace } from "@/lib/spool/spool";
import { monotonicMs } from "../limits/monotonic-ms";

/** Proxies give an answer up after a minute. */
const maxWaitMs = 30_000;
const checkMs = 500;

/**
 * What a delivery does next. "wait": append it and wait for its commit; "hold": don't take it, ask
 * for it again; "unsafe": append it and answer, the database has been away for too long.
 */
export type CommitMode = "wait" | "hold" | "unsafe";

/** For ACKNOWLEDGE=database: which appended deliveries the database has. */
export interface CommitWaits {
  mode(): CommitMode;
  /** How the wait for a record's commit ended. */
  wait(place: SpoolPlace): Promise<"committed" | "hold" | "unsafe">;
  /** The database has each segment up to there. */
  committed(places: CommittedPlaces): void;
  /** Ends all waiting: what isn't committed is asked for again. */
  stop(): void;
}

export interface CommitWaitOptions {
  /** How long senders are asked to come again while the database is away. */
  readonly holdSeconds: number;
  /** Without a commit for so long, it counts as away. */
  readonly awayMs?: number | undefined;
}

interface Waiting {
  readonly end: number;
  readonly since: number;
  readonly settle: (how: "committed" | "hold" | "unsafe") => void;
}

/**
 * A delivery that is asked for again after it was appended lies in the spool twice, and the drain
 * marks the second as a repeat of the first: the first alone would be lost with this machine's disk
 * if Kazoo had been told 200, and Kazoo, told nothing, still has it. So nothing is lost and nothing
 * is shown as new twice. While the database is known to be away nothing is appended, so that a long
 * outage doesn't fill the spool with one copy every few seconds.
 */
export function createCommitWaits({ holdSeconds, awayMs = 5_000 }: CommitWaitOptions): CommitWaits {
  const now = monotonicMs;
  const places = new Map<string, number>();
  /** In the order of their places, which is the order in which they came. */
  const waiting = new Map<string, Waiting[]>();
  let progressAt = now();
  let awaySince: number | null = null;
  let triedAt = 0;

  const isHolding = (at: number): boolean =>
    awaySince !== null && at - awaySince < holdSeconds * 1000;

  function settleWhile(
    segment: string,
    goes: (one: Waiting) => boolean,
    how: "committed" | "hold",
  ) {
    const queue = waiting.get(segment) ?? [];
    const kept = queue.findIndex((one) => !goes(one));
    const settled = queue.splice(0, kept === -1 ? queue.length : kept);
    if (queue.length === 0) waiting.delete(segment);
    const isUnsafe = how === "hold" && awaySince !== null && !isHolding(now());
    for (const { settle } of settled) settle(isUnsafe ? "unsafe" : how);
  }

  function check(): void {
    const at = now();
    const oldest = Math.min(...[...waiting.values()].map((queue) => queue[0]?.since ?? at));
    const isAway = at - Math.max(oldest, progressAt) >= awayMs;
    if (isAway && awaySince === null) {
      awaySince = at;
      triedAt = at;
    }
    const limitMs = isAway ? awayMs : maxWaitMs;
    for (const segment of [...waiting.keys()]) {
      settleWhile(segment, ({ since }) => at - since >= limitMs, "hold");
    }
  }
  const timer = setInterval(check, Math.min(checkMs, awayMs)).unref();

  return {
    mode() {
      if (awaySince === null) return "wait";
      const at = now();
      if (!isHolding(at)) return "unsafe";
      // One now and then, to learn that the database is back.
      if (at - triedAt < awayMs) return "hold";
      triedAt = at;
      return "wait";
    },
    wait({ segment, end }) {
      if ((places.get(segment) ?? 0) >= end) return Promise.resolve("committed");
      return new Promise((settle) => {
        const queue = waiting.get(segment) ?? [];
        queue.push({ end, since: now(), settle });
        waiting.set(segment, queue);
      });
    },
    committed(found) {
      for (const [segment, offset] of Object.entries(found)) {
        if (!(offset > (places.get(segment) ?? 0))) continue;
        places.set(segment, offset);
        progressAt = now();
        awaySince = null;
        settleWhile(segment, ({ end }) => end <= offset, "committed");
      }
    },
    stop() {
      clearInterval(timer);
      for (const segment of [...waiting.keys()]) settleWhile(segment, () => true, "hold");
    },
  };
}
