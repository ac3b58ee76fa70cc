import type { DamagedStretch, ReadGroup, ReadLimits, SegmentState } from "@/lib/spool/spool";
import type { DrainParts } from "./drain-parts";
import { createHousekeeping } from "./housekeeping";
import { createGroupStore } from "./store-group";

/**
 * Enough records to share the cost of a commit, few enough to be decoded and stored in about 60 ms.
 */
const groupLimits: ReadLimits = { records: 1_000, bytes: 2 * 1024 * 1024 };
/** How often a drained segment is checked again: its writer may be dead. */
const idleLookMs = 1_000;

export interface RoundResult {
  readonly hasStored: boolean;
  readonly segments: readonly SegmentState[];
  /** Why one of the segments can't be read; null when all can. */
  readonly unreadable: string | null;
}

interface RoundsOptions extends DrainParts {
  readonly onDamaged: (count: number) => void;
  readonly onRejected: () => void;
  readonly now: () => number;
}

export interface Rounds {
  /** Stores the next group of each open segment and of the oldest closed one. */
  next(): Promise<RoundResult>;
  /** Where the database is, or was when it last said so, with each segment that there is. */
  positions(): ReadonlyMap<string, number>;
  /** The next round asks the database where it is. */
  forgetPositions(): void;
  /** The round that runs stores no further group. */
  end(): void;
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * Drains all open segments in turn, so that new records are stored at once, and the oldest closed
 * segment, so that waiting records keep their order.
 */
export function createRounds(options: RoundsOptions): Rounds {
  const { spool, reader, waiting, sink, rejected, logger, onDamaged, now } = options;
  const storeGroup = createGroupStore(options);
  const housekeeping = createHousekeeping(options);
  const unreadable = new Map<string, string>();
  let positions = new Map<string, number>();
  let isStale = true;
  let present: readonly SegmentState[] = [];
  let idleLookAt = Number.NEGATIVE_INFINITY;
  let ended = false;

  /** One that can't be read holds up no other. */
  function read(segment: string, from: number): ReadGroup | null {
    try {
      const group = reader.read(segment, from, groupLimits);
      unreadable.delete(segment);
      return group;
    } catch (cause) {
      if (!unreadable.has(segment)) {
        logger.error({ err: cause, segment, from }, "a segment of the spool can't be read");
      }
      unreadable.set(segment, messageOf(cause));
      return null;
    }
  }

  /** Keeps the bytes for a person to look at. */
  function setAside(stretch: DamagedStretch): void {
    const { segment, start, end } = stretch;
    logger.error({ segment, start, end }, "bytes of the spool are damaged and passed over");
    try {
      rejected.putDamaged(stretch);
    } catch (cause) {
      logger.error({ err: cause, segment, start, end }, "damaged bytes can't be set aside");
    }
  }

  /** Stores the segment's next group; resolves with whether there was one. */
  async function drainSegment(state: SegmentState, known: Map<string, number>): Promise<boolean> {
    const { segment } = state;
    const from = known.get(segment) ?? 0;
    const group = read(segment, from);
    if (!group || group.end === from) return false;
    const records = group.records.flatMap(({ record, end }) => (record ? [{ record, end }] : []));
    const damaged = [...group.records.filter(({ record }) => !record), ...group.damaged];
    await storeGroup({ segment, from, to: group.end, records });
    known.set(segment, group.end);
    waiting.drained(segment, group);
    for (const stretch of damaged) setAside(stretch);
    onDamaged(damaged.length);
    return true;
  }

  function isToBeRead(state: SegmentState, from: number, isIdleLook: boolean): boolean {
    if (state.foreign) return false;
    return state.bytes > from || (isIdleLook && !state.sealed);
  }

  return {
    async next() {
      const segments = reader.segments();
      present = segments;
      if (isStale) positions = new Map(await sink.positions(spool));
      isStale = false;
      const known = positions;
      const isIdleLook = now() - idleLookAt >= idleLookMs || now() < idleLookAt;
      if (isIdleLook) idleLookAt = now();
      let hasStored = false;
      let hasStoredOld = false;
      for (const state of segments) {
        if (ended) break;
        if (state.sealed && hasStoredOld) continue;
        if (!isToBeRead(state, known.get(state.segment) ?? 0, isIdleLook)) continue;
        if (!(await drainSegment(state, known))) continue;
        hasStored = true;
        hasStoredOld ||= state.sealed;
        // Other work of this thread runs in between.
        await new Promise((resolve) => setImmediate(resolve));
      }
      const oldest = waiting.total().oldestReceivedAt;
      for (const segment of await housekeeping(segments, known, oldest)) {
        known.delete(segment);
        unreadable.delete(segment);
      }
      const [why = null] = unreadable.values();
      return { hasStored, segments, unreadable: why };
    },
    positions: () =>
      new Map(present.map(({ segment }) => [segment, positions.get(segment) ?? 0] as const)),
    forgetPositions() {
      isStale = true;
    },
    end() {
      ended = true;
    },
  };
}
