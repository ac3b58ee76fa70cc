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

/** Of one account. */
export interface AccountWaiting extends Waiting {
  /** Unix milliseconds. While the account's deliveries are drained: of the one drained last. */
  readonly oldestReceivedAt: number;
}

/**
 * Counts the records that are in the spool and not drained, reading each record's head once. The
 * drain calls `drained` after each commit and `look` between two reads: often enough for useful
 * numbers, seldom enough that records which are drained at once are never counted.
 */
export interface SpoolWaiting {
  /**
   * Counts up to that many more heads, starting from the database's positions as far as they are
   * known. False while not everything is counted: the numbers are then too low.
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
  byScopeTag(): ReadonlyMap<string, AccountWaiting>;
}

interface Counted {
  drainedTo: number;
  /** Everything before is counted or drained. */
  countedTo: number;
  /** By scopeTag. */
  readonly accounts: Map<string, AccountWaiting>;
}

function countedFrom(position: number): Counted {
  return { drainedTo: position, countedTo: position, accounts: new Map() };
}

const chunk = Buffer.allocUnsafeSlow(64 * 1024);

export function spoolWaiting(disk: Disk, folder: string): SpoolWaiting {
  const segments = new Map<string, Counted>();
  /** When the first record behind a position was received. */
  const firsts = new Map<string, { readonly behind: number; readonly receivedAt: number }>();

  function waits(
    { accounts }: Counted,
    { scopeTag: tag, receivedAt }: Pick<SpoolHead, "scopeTag" | "receivedAt">,
    bytes: number,
  ): void {
    const before = accounts.get(tag);
    accounts.set(tag, {
      deliveries: (before?.deliveries ?? 0) + 1,
      bytes: (before?.bytes ?? 0) + bytes,
      oldestReceivedAt: before?.oldestReceivedAt ?? receivedAt,
    });
  }

  function waitsNoMore({ accounts }: Counted, head: SpoolHead): void {
    const { scopeTag: tag, start, end, receivedAt } = head;
    const before = accounts.get(tag);
    if (!before || before.deliveries === 1) {
      accounts.delete(tag);
      return;
    }
    accounts.set(tag, {
      deliveries: before.deliveries - 1,
      bytes: before.bytes - (end - start),
      oldestReceivedAt: receivedAt,
    });
  }

  function byScopeTag(): Map<string, AccountWaiting> {
    const all = new Map<string, AccountWaiting>();
    for (const { accounts } of segments.values()) {
      for (const [tag, more] of accounts) {
        const before = all.get(tag);
        all.set(tag, {
          deliveries: more.deliveries + (before?.deliveries ?? 0),
          bytes: more.bytes + (before?.bytes ?? 0),
          oldestReceivedAt: Math.min(
            more.oldestReceivedAt,
            before?.oldestReceivedAt ?? more.oldestReceivedAt,
          ),
        });
      }
    }
    return all;
  }

  function forgetAll(): void {
    segments.clear();
    firsts.clear();
  }

  /** Another process drained records or deleted a segment, so the count is no longer right. */
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
          waits(counted, found.head, found.end - found.start);
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
      // Otherwise a head that is damaged after it was counted would stay in the count.
      if ([...segments.values()].every((at) => at.countedTo === at.drainedTo)) forgetAll();
      let left = maxHeads;
      for (const state of states) {
        const position = positions.get(state.segment) ?? 0;
        const counted = segments.get(state.segment) ?? countedFrom(position);
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
        segments.set(segment, countedFrom(end));
        return;
      }
      for (const head of records) if (head.start < counted.countedTo) waitsNoMore(counted, head);
      counted.drainedTo = end;
      counted.countedTo = Math.max(counted.countedTo, end);
    },

    total() {
      const waitingSegments = [...segments].filter(([, at]) => at.countedTo > at.drainedTo);
      const firstTimes = waitingSegments
        .map(([segment, counted]) => firstReceivedAt(segment, counted))
        .filter((receivedAt) => receivedAt !== null);
      const accounts = [...byScopeTag().values()];
      return {
        deliveries: accounts.reduce((sum, { deliveries }) => sum + deliveries, 0),
        bytes: accounts.reduce((sum, { bytes }) => sum + bytes, 0),
        oldestReceivedAt: firstTimes.length > 0 ? Math.min(...firstTimes) : null,
      };
    },

    byScopeTag,
  };
}
