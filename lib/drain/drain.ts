import type { SegmentState } from "@/lib/spool/spool";
import type { DrainParts } from "./drain-parts";
import type { DrainStatus } from "./drain-status";
import { createRounds, messageOf } from "./rounds";
import { StalePosition } from "./sink";

const pollMs = 20;
const firstRetryMs = 100;
const longestRetryMs = 2_000;
const diskCheckMs = 1_000;
const countEveryMs = 500;

export interface Drain {
  status(): DrainStatus;
  /** As in the status. Cheap: looks at nothing. */
  paused(): DrainStatus["paused"];
  /** Up to where the database has each segment. */
  positions(): ReadonlyMap<string, number>;
  /** Stores what there is of each segment, up to a group. `start` does so on and on. */
  round(): Promise<boolean>;
  start(): void;
  /** Resolves once nothing is under way. */
  end(): Promise<void>;
}

function sentenceOf(cause: unknown): string {
  const message = messageOf(cause);
  const why = cause instanceof Error && cause.cause !== undefined ? messageOf(cause.cause) : "";
  return why && !message.includes(why) ? `${message} (${why})` : message;
}

/**
 * Moves what receivers wrote into the spool into the database, in groups, each exactly once. While
 * the database is away or the disk is nearly full, it waits; nothing is lost meanwhile.
 */
export function createDrain(parts: DrainParts): Drain {
  const { reader, waiting, logger, isDiskLow } = parts;
  const now = parts.now ?? Date.now;
  const counts = { stored: 0, repeats: 0, quarantined: 0, damaged: 0, rejected: 0 };
  let paused: DrainStatus["paused"] = null;
  let lastError: string | null = null;
  let lastCommitAt: number | null = null;
  let countedAt = Number.NEGATIVE_INFINITY;
  let diskCheckedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let ended = false;
  let wake = (): void => {};

  const rounds = createRounds({
    ...parts,
    now,
    onCommit(commit, place) {
      counts.stored += commit.stored;
      counts.repeats += commit.repeats;
      counts.quarantined += commit.quarantined;
      lastCommitAt = now();
      parts.onCommit(commit, place);
    },
    onDamaged(count) {
      counts.damaged += count;
    },
    onRejected() {
      counts.rejected += 1;
    },
  });

  function isDue(at: number, everyMs: number): boolean {
    // A clock may have jumped back.
    return now() - at >= everyMs || now() < at;
  }

  /** Counts the waiting records, but only when they aren't drained at once. */
  function count(segments: readonly SegmentState[]): void {
    if (!isDue(countedAt, countEveryMs)) return;
    countedAt = now();
    waiting.look(segments, rounds.positions());
  }

  async function round(): Promise<boolean> {
    const { hasStored, segments, unreadable } = await rounds.next();
    if (hasStored) count(segments);
    paused = null;
    lastError = unreadable;
    return hasStored;
  }

  function sleep(ms: number): Promise<void> {
    if (ended) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function waitForRoom(): Promise<boolean> {
    if (!isDue(diskCheckedAt, diskCheckMs) && paused !== "disk") return false;
    diskCheckedAt = now();
    if (!isDiskLow()) return false;
    if (paused !== "disk") {
      logger.error({}, "the disk is nearly full: nothing is moved into the database");
    }
    paused = "disk";
    count(reader.segments());
    await sleep(diskCheckMs);
    return true;
  }

  function fail(cause: unknown): void {
    if (paused !== "database") {
      logger.warn({ err: cause }, "deliveries wait in the spool for the database");
    }
    paused = "database";
    lastError = sentenceOf(cause);
    try {
      count(reader.segments());
    } catch (why) {
      lastError = sentenceOf(why);
    }
  }

  async function run(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!ended) {
      try {
        if (await waitForRoom()) continue;
        const hasStored = await round();
        retryMs = firstRetryMs;
        if (!hasStored) await sleep(pollMs);
      } catch (cause) {
        rounds.forgetPositions();
        if (cause instanceof StalePosition) {
          await sleep(pollMs);
          continue;
        }
        fail(cause);
        await sleep(retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  return {
    status: () => ({ waiting: waiting.total(), paused, lastError, lastCommitAt, ...counts }),
    paused: () => paused,
    positions: rounds.positions,
    round,
    start() {
      running ??= run();
    },
    async end() {
      ended = true;
      rounds.end();
      wake();
      await running;
    },
  };
}
