import type { ReadGroup, SegmentState, SpoolReader } from "@/lib/spool/spool";
import type { DrainStatus, WaitingDeliveries } from "./drain-status";
import { createHousekeeping } from "./housekeeping";
import { createPacer } from "./pacer";
import { type DrainCommit, type DrainSink, type NotStoredCount, StalePosition } from "./sink";
import { createGroupStore, type DrainLog, type RejectedRecords } from "./store-group";

const pollMs = 20;
const firstRetryMs = 100;
const longestRetryMs = 2_000;
const diskCheckMs = 1_000;
const countEveryMs = 500;

/** What lies in the spool behind the positions. */
export interface WaitingCount {
  readonly total: WaitingDeliveries;
  /** By scopeTag(scope). */
  readonly byScopeTag: ReadonlyMap<string, WaitingDeliveries>;
}

export type Positions = ReadonlyMap<string, number>;

export interface DrainParts {
  /** The spool's id. */
  readonly spool: string;
  readonly reader: SpoolReader;
  readonly sink: DrainSink;
  readonly rejected: RejectedRecords;
  readonly logger: DrainLog;
  /** Bounds what a compressed body may become. */
  readonly inflateLimitBytes: number;
  readonly countWaiting: (positions: Positions) => WaitingCount;
  /** Whether a segment that is drained up to a position may be deleted. */
  readonly isRemovable: (segment: SegmentState, position: number, now: number) => boolean;
  /** What receivers say they could not store. */
  readonly readNotStored: () => readonly NotStoredCount[];
  /** Whether so little room is left that the database must take none of it. */
  readonly isDiskLow: () => boolean;
  /** Called while it is, now and then: the database gives back the room that it holds in advance. */
  readonly onDiskLow?: (() => void) | undefined;
  readonly onCommit: (commit: DrainCommit) => void;
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}

export interface Drain {
  status(): DrainStatus;
  waiting(): WaitingCount;
  /** Looks at each segment once; resolves with whether anything was stored. `start` does so on and on. */
  round(): Promise<boolean>;
  start(): void;
  /** Resolves once nothing is under way. */
  end(): Promise<void>;
}

const nothingWaits: WaitingCount = {
  total: { deliveries: 0, bytes: 0, oldestReceivedAt: null },
  byScopeTag: new Map(),
};

function sentenceOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : "";
  return why && !message.includes(why) ? `${message} (${why})` : message;
}

/** Moves what receivers wrote into the spool into the database, in groups, each exactly once. */
export function createDrain(parts: DrainParts): Drain {
  const { spool, reader, sink, logger, countWaiting, isDiskLow, onDiskLow } = parts;
  const now = parts.now ?? Date.now;
  const counts = { stored: 0, repeats: 0, quarantined: 0, damaged: 0, rejected: 0 };
  let paused: DrainStatus["paused"] = null;
  let lastError: string | null = null;
  let lastCommitAt: number | null = null;
  let waiting = nothingWaits;
  let countedAt = Number.NEGATIVE_INFINITY;
  let diskCheckedAt = Number.NEGATIVE_INFINITY;
  /** Null: to be read from the database. */
  let positions: Map<string, number> | null = null;
  /** How segments looked when there was nothing further to read in them. */
  const exhausted = new Map<string, string>();
  /** Why segments can't be read. */
  const unreadable = new Map<string, string>();
  const pacer = createPacer();
  const housekeeping = createHousekeeping(parts, now);
  let running: Promise<void> | null = null;
  let ended = false;
  let wake = (): void => {};

  const storeGroup = createGroupStore({
    ...parts,
    onCommit(commit) {
      counts.stored += commit.stored;
      counts.repeats += commit.repeats;
      counts.quarantined += commit.quarantined;
      lastCommitAt = now();
      lastError = null;
      parts.onCommit(commit);
    },
    onRejected() {
      counts.rejected += 1;
    },
  });

  async function store(segment: string, from: number, group: ReadGroup): Promise<void> {
    const records = group.records.flatMap(({ record, end }) => (record ? [{ record, end }] : []));
    await storeGroup({ segment, from, to: group.end, records });
    for (const { record, start, end } of group.records) {
      if (record) continue;
      counts.damaged += 1;
      logger.error({ segment, start, end }, "a record of the spool is damaged, it is passed over");
    }
    for (const { start, end } of group.damaged) {
      counts.damaged += 1;
      logger.error({ segment, start, end }, "bytes of the spool are damaged, they are passed over");
    }
  }

  /** One that can't be read holds up no other. */
  function read(segment: string, from: number): ReadGroup | null {
    try {
      const group = reader.read(segment, from, pacer.limits());
      unreadable.delete(segment);
      return group;
    } catch (cause) {
      if (!unreadable.has(segment)) {
        logger.error({ err: cause, segment, from }, "a segment of the spool can't be read");
      }
      unreadable.set(segment, sentenceOf(cause));
      return null;
    }
  }

  /** Stores the segment's next group; resolves with whether there was one. */
  async function drainSegment(state: SegmentState, known: Map<string, number>): Promise<boolean> {
    const { segment, bytes, sealed, foreign, modifiedAt } = state;
    const from = known.get(segment) ?? 0;
    const look = `${from} ${bytes} ${sealed} ${modifiedAt}`;
    if (foreign || bytes <= from || exhausted.get(segment) === look) return false;
    const startedAt = performance.now();
    const group = read(segment, from);
    if (!group) return false;
    if (group.end > from) {
      await store(segment, from, group);
      known.set(segment, group.end);
      pacer.took(group.records.length, performance.now() - startedAt);
    }
    if (group.atEnd && group.end === from) exhausted.set(segment, look);
    return group.end > from;
  }

  function count(isAllDrained: boolean): void {
    if (isAllDrained) waiting = nothingWaits;
    else if (now() - countedAt > countEveryMs || now() < countedAt) {
      waiting = countWaiting(positions ?? new Map());
      countedAt = now();
    }
  }

  async function round(): Promise<boolean> {
    const segments = reader.segments();
    if (!positions) {
      positions = new Map(await sink.positions(spool));
      exhausted.clear();
    }
    const known = positions;
    let hasStored = false;
    for (const state of segments) {
      if (ended) break;
      const stored = await drainSegment(state, known);
      hasStored ||= stored;
      // Whatever else is done in this thread comes in between.
      if (stored) await new Promise((resolve) => setImmediate(resolve));
    }
    count(!hasStored);
    for (const segment of await housekeeping(segments, known, waiting)) {
      known.delete(segment);
      exhausted.delete(segment);
      unreadable.delete(segment);
    }
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
    if (!isDiskLow()) return false;
    if (paused !== "disk")
      logger.error({}, "the disk is nearly full: nothing is moved into the database");
    paused = "disk";
    onDiskLow?.();
    count(false);
    await sleep(diskCheckMs);
    return true;
  }

  function fail(cause: unknown): void {
    const isNew = paused !== "database";
    positions = null;
    lastError = sentenceOf(cause);
    paused = "database";
    count(false);
    if (isNew) logger.warn({ err: cause }, "deliveries wait in the spool for the database");
  }

  async function run(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!ended) {
      try {
        if (now() - diskCheckedAt >= diskCheckMs || now() < diskCheckedAt) {
          diskCheckedAt = now();
          if (await waitForRoom()) continue;
        }
        const hasStored = await round();
        paused = null;
        lastError = null;
        retryMs = firstRetryMs;
        if (!hasStored) await sleep(pollMs);
      } catch (cause) {
        if (cause instanceof StalePosition) {
          positions = null;
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
    status() {
      const [unread = null] = unreadable.values();
      const why = lastError ?? unread;
      return { waiting: waiting.total, paused, lastError: why, lastCommitAt, ...counts };
    },
    waiting: () => waiting,
    round,
    start() {
      running ??= run();
    },
    async end() {
      ended = true;
      wake();
      await running;
    },
  };
}
