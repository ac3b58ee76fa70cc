import type { Disk } from "./disk";
import { findFrame } from "./segment/find-frame";
import { openSegment } from "./segment/segment-files";
import { markerOf } from "./segment/segment-id";
import { SegmentWindow } from "./segment/segment-window";
import type { ReadGroup, SegmentState, SpoolHead } from "./spool";

export interface Waiting {
  readonly deliveries: number;
  readonly bytes: number;
}

/**
 * What stands in the spool and isn't drained, counted from the heads alone, each of which is read
 * once. The drain, whose thread reads the spool, calls `drained` after each commit, and `look` now
 * and then between two reads: often enough that the numbers are of use, seldom enough that what it
 * drains at once is never counted.
 */
export interface SpoolWaiting {
  /**
   * Counts on, at most so many heads. The positions are those of the database, as far as they are
   * known just now. Whether all that there is has been counted: until then the numbers are too low.
   */
  look(
    segments: readonly SegmentState[],
    positions: ReadonlyMap<string, number>,
    maxHeads?: number,
  ): boolean;
  /** These records of a segment were committed, and the position behind them. */
  drained(
    segment: string,
    group: Pick<ReadGroup, "end"> & { readonly records: readonly SpoolHead[] },
  ): void;
  total(): Waiting & { readonly oldestReceivedAt: number | null };
  /** Of each account for which something waits, by its scopeTag. */
  byScopeTag(): ReadonlyMap<string, Waiting>;
}

interface Counted {
  drainedTo: number;
  /** Everything before is counted or drained. */
  countedTo: number;
}

interface Tally {
  deliveries: number;
  bytes: number;
}

const chunk = Buffer.allocUnsafeSlow(64 * 1024);

export function spoolWaiting(disk: Disk, folder: string): SpoolWaiting {
  const segments = new Map<string, Counted>();
  const accounts = new Map<string, Tally>();
  const all: Tally = { deliveries: 0, bytes: 0 };
  /** When the first record behind a position was received. */
  const firsts = new Map<string, { readonly behind: number; readonly receivedAt: number }>();

  function add(tag: string, deliveries: 1 | -1, bytes: number): void {
    const tally = accounts.get(tag) ?? { deliveries: 0, bytes: 0 };
    for (const changed of [tally, all]) {
      changed.deliveries += deliveries;
      changed.bytes += deliveries * bytes;
    }
    if (tally.deliveries === 0) accounts.delete(tag);
    else accounts.set(tag, tally);
  }

  function forgetAll(): void {
    segments.clear();
    accounts.clear();
    firsts.clear();
    all.deliveries = 0;
    all.bytes = 0;
  }

  /** Somebody else drained, or took a segment away: what was counted is no longer what waits. */
  function isOutdated(
    present: ReadonlySet<string>,
    positions: ReadonlyMap<string, number>,
  ): boolean {
    return [...segments].some(([segment, { drainedTo, countedTo }]) => {
      if (!present.has(segment)) return countedTo !== drainedTo;
      return (positions.get(segment) ?? drainedTo) !== drainedTo;
    });
  }

  function withWindow<T>(segment: string, act: (window: SegmentWindow) => T): T | null {
    const opened = openSegment(disk, folder, segment);
    if (!opened) return null;
    try {
      return act(new SegmentWindow(opened.file, opened.file.stat().bytes, chunk));
    } finally {
      opened.file.close();
    }
  }

  /** How many heads it read. */
  function countOn({ segment, sealed }: SegmentState, counted: Counted, maxHeads: number): number {
    const marker = markerOf(segment);
    const count = (window: SegmentWindow) => {
      for (let heads = 0; heads < maxHeads; heads++) {
        const found = findFrame(window, marker, counted.countedTo, sealed);
        // A torn group may still become whole, unconfirmed, and then it is drained.
        if (found.what === "nothing" || found.what === "torn") return heads;
        counted.countedTo = found.end;
        if (found.what === "frame" && found.head.kind === "record") {
          add(found.head.scopeTag, 1, found.end - found.start);
        }
      }
      return maxHeads;
    };
    return withWindow(segment, count) ?? 0;
  }

  function firstReceivedAt(segment: string, { drainedTo, countedTo }: Counted): number | null {
    const before = firsts.get(segment);
    if (before?.behind === drainedTo) return before.receivedAt;
    const marker = markerOf(segment);
    const receivedAt = withWindow(segment, (window) => {
      for (let at = drainedTo; at < countedTo; ) {
        const found = findFrame(window, marker, at, false);
        if (found.what === "nothing") return null;
        if (found.what === "frame" && found.head.kind === "record") return found.head.receivedAt;
        at = found.end;
      }
      return null;
    });
    if (receivedAt !== null) firsts.set(segment, { behind: drainedTo, receivedAt });
    return receivedAt;
  }

  return {
    look(states, positions, maxHeads = 5_000) {
      const present = new Set(states.map(({ segment }) => segment));
      if (isOutdated(present, positions)) forgetAll();
      for (const segment of segments.keys()) {
        if (present.has(segment)) continue;
        segments.delete(segment);
        firsts.delete(segment);
      }
      // A head that was damaged after it was counted would otherwise be counted for ever.
      if ([...segments.values()].every((at) => at.countedTo === at.drainedTo)) forgetAll();
      let left = maxHeads;
      for (const state of states) {
        const position = positions.get(state.segment) ?? 0;
        const counted = segments.get(state.segment) ?? { drainedTo: position, countedTo: position };
        segments.set(state.segment, counted);
        if (state.foreign || counted.countedTo >= state.bytes) continue;
        left -= countOn(state, counted, left);
        if (left === 0) return false;
      }
      return true;
    },

    drained(segment, { records, end }) {
      const counted = segments.get(segment);
      if (!counted) {
        segments.set(segment, { drainedTo: end, countedTo: end });
        return;
      }
      for (const { start, end: recordEnd, scopeTag: tag } of records) {
        if (start < counted.countedTo) add(tag, -1, recordEnd - start);
      }
      counted.drainedTo = end;
      counted.countedTo = Math.max(counted.countedTo, end);
    },

    total() {
      const waitingSegments = [...segments].filter(([, at]) => at.countedTo > at.drainedTo);
      const firstTimes = waitingSegments
        .map(([segment, counted]) => firstReceivedAt(segment, counted))
        .filter((receivedAt) => receivedAt !== null);
      const oldestReceivedAt = firstTimes.length > 0 ? Math.min(...firstTimes) : null;
      return { ...all, oldestReceivedAt };
    },

    byScopeTag: () => accounts,
  };
}
