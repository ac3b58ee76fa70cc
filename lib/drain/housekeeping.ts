import { isRemovable } from "@/lib/spool/open-spool-reader";
import type { SegmentState } from "@/lib/spool/spool";
import type { DrainParts } from "./drain-parts";
import type { NotStoredCount } from "./sink";

const everyMs = 1_000;
/** Before the first time, what waits since before this start has been counted. */
const pruneAfterMs = 10_000;
/** A backup that copied a segment may copy the database up to so long after the segment is gone. */
const positionsKeptMs = 86_400_000;
/**
 * Longer than the time in which a repeat may follow, and longer than a delivery takes into the
 * spool.
 */
const digestsKeptMs = 120_000;

type Parts = Pick<DrainParts, "spool" | "reader" | "sink" | "logger" | "readNotStored"> & {
  readonly now: () => number;
};

type Positions = ReadonlyMap<string, number>;

function keyOf({ reporter, scope }: NotStoredCount): string {
  return JSON.stringify([reporter, scope.cluster, scope.accountId]);
}

/**
 * About once a second, deletes drained segments, notes what is not stored, and deletes digests that
 * no delivery can match any more. Resolves with the segments that are gone.
 */
export function createHousekeeping(parts: Parts): (
  segments: readonly SegmentState[],
  positions: Positions,
  /** Unix milliseconds; null when nothing waits. */
  oldestReceivedAt: number | null,
) => Promise<readonly string[]> {
  const { spool, reader, sink, logger, readNotStored, now } = parts;
  const noted = new Map<string, number>();
  let doneAt = Number.NEGATIVE_INFINITY;
  const startedAt = now();
  /** Since when positions are known to be of segments that are gone. */
  const goneSince = new Map<string, number>();

  async function noteNotStored(): Promise<void> {
    const fresh = readNotStored().filter((one) => one.count > (noted.get(keyOf(one)) ?? 0));
    if (fresh.length === 0) return;
    await sink.noteNotStored(fresh);
    for (const one of fresh) noted.set(keyOf(one), one.count);
  }

  function removeDrained(segments: readonly SegmentState[], positions: Positions): string[] {
    const removable = segments.filter((state) => {
      return isRemovable(state, positions.get(state.segment) ?? 0);
    });
    return removable.flatMap(({ segment }) => {
      try {
        return reader.remove(segment, positions.get(segment) ?? 0) ? [segment] : [];
      } catch (cause) {
        logger.warn({ err: cause, segment }, "a drained segment can't be deleted yet");
        return [];
      }
    });
  }

  /** Positions of segments that are gone, whichever process deleted them. */
  async function forgetPositions(segments: readonly SegmentState[], positions: Positions) {
    const present = new Set(segments.map(({ segment }) => segment));
    for (const segment of present) goneSince.delete(segment);
    for (const segment of positions.keys()) {
      if (!present.has(segment) && !goneSince.has(segment)) goneSince.set(segment, now());
    }
    const old = [...goneSince].filter(([, since]) => now() - since >= positionsKeptMs);
    if (old.length === 0) return;
    const forgotten = old.map(([segment]) => segment);
    await sink.forget(spool, forgotten);
    for (const segment of forgotten) goneSince.delete(segment);
  }

  return async (segments, positions, oldestReceivedAt) => {
    if (now() - doneAt < everyMs && now() >= doneAt) return [];
    doneAt = now();
    await noteNotStored();
    const gone = removeDrained(segments, positions);
    const left = segments.filter(({ segment }) => !gone.includes(segment));
    await forgetPositions(left, positions);
    if (now() - startedAt >= pruneAfterMs) {
      const oldest = Math.min(now(), oldestReceivedAt ?? now());
      await sink.pruneDigests(oldest - digestsKeptMs);
    }
    return gone;
  };
}
