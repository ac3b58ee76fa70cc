import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { RetentionReason } from "@/lib/domain/retention";
import type { PruneLimits, PruneStep } from "../../store";
import type { PrunedAnswer } from "../protocol";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

// Nobody else can write meanwhile. With the commit it shall never be 50 ms.
const longestDeletingMs = 15;
const mostRows = 128;
const pagesPerStep = 64;
// Below, free pages are soon used again.
const fewestFreePages = 128;
const freePart = 0.1;

interface Due {
  readonly rows: readonly unknown[];
  readonly reason: RetentionReason;
}

/**
 * One short step of retention: drops some of the oldest events beyond the limits, or, when none
 * is left, gives some pages back to the disk.
 */
export function createPruner(
  connection: Connection,
  file: string,
): (limits: PruneLimits) => PrunedAnswer {
  const selectOlder = connection.prepare(
    `select event.sequence, event.received_at from scope
     join event on event.scope_id = scope.id and event.received_at < ? limit ?`,
  );
  const selectOldest = connection.prepare(
    "select sequence, received_at from event order by sequence limit ?",
  );
  // Numbers are given without gaps, so what is left is counted without looking at it.
  const selectCount = connection.prepare(
    `select coalesce((select seq from sqlite_sequence where name = 'event'), 0)
       - (select dropped_events from retention) as events`,
  );
  const deleteEvent = connection.prepare("delete from event where sequence = ?");
  const note = connection.prepare(
    `update retention set dropped_events = dropped_events + ?, dropped_at = ?, reason = ?,
       dropped_before = max(coalesce(dropped_before, ?), ?)`,
  );
  const pragma = (name: string) => numberInRow(connection.prepare(`pragma ${name}`).get(), name);

  const usedBytes = () => (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");

  /** How many bytes there are more than allowed, in the file or on the disk, and of which. */
  function excessBytes(limits: PruneLimits): { bytes: number; reason: RetentionReason } {
    const { maxBytes, minFreeBytes } = limits;
    if (minFreeBytes !== null) {
      const { bavail, bsize } = statfsSync(dirname(file));
      const missing = minFreeBytes - bavail * bsize;
      if (missing > 0) return { bytes: missing, reason: "disk" };
    }
    return { bytes: maxBytes === null ? 0 : usedBytes() - maxBytes, reason: "bytes" };
  }

  function due(limits: PruneLimits): Due | null {
    const { olderThan, maxEvents } = limits;
    const older = olderThan === null ? [] : selectOlder.all([olderThan, mostRows]);
    if (older.length > 0) return { rows: older, reason: "age" };
    const events = numberInRow(selectCount.get(), "events");
    const oldest = (count: number) => selectOldest.all([Math.min(count, mostRows)]);
    if (maxEvents !== null && events > maxEvents) {
      return { rows: oldest(events - maxEvents), reason: "count" };
    }
    const { bytes, reason } = excessBytes(limits);
    if (bytes <= 0 || events === 0) return null;
    const bytesOfOne = usedBytes() / Math.max(events, 1);
    return { rows: oldest(Math.ceil(bytes / bytesOfOne)), reason };
  }

  /** Gives how many it came to, but for those that another process was at too. */
  function drop({ rows, reason }: Due, now: number): number {
    const startedAt = performance.now();
    let dropped = 0;
    let newest = Number.NEGATIVE_INFINITY;
    connection.exec("begin immediate");
    try {
      for (const row of rows) {
        dropped += deleteEvent.run([numberInRow(row, "sequence")]).changes;
        newest = Math.max(newest, numberInRow(row, "received_at"));
        if (performance.now() - startedAt > longestDeletingMs) break;
      }
      // A clock that once ran ahead must not make it look as if all were gone until then.
      const before = Math.min(newest + 1, now);
      note.run([dropped, now, reason, before, before]);
      connection.exec("commit");
      return dropped;
    } catch (cause) {
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
  }

  function isWorthShrinking(limits: PruneLimits): boolean {
    const [pages, free] = [pragma("page_count"), pragma("freelist_count")];
    const isShort = excessBytes({ ...limits, maxBytes: null }).bytes > 0;
    const isTooLarge = limits.maxBytes !== null && pages * pragma("page_size") > limits.maxBytes;
    if (isShort || isTooLarge) return free > 0;
    return free > fewestFreePages && free > pages * freePart;
  }

  // Once all was dropped that had to go; what comes meanwhile is left to the next run.
  let isShrinking = false;

  function step(limits: PruneLimits): Omit<PruneStep, "tookMs"> {
    if (!isShrinking) {
      const oldest = due(limits);
      const dropped = oldest ? drop(oldest, limits.now) : 0;
      const isDone = !oldest || (dropped === oldest.rows.length && dropped < mostRows);
      const isSmall = oldest?.reason !== "bytes" || excessBytes(limits).bytes <= 0;
      if (oldest && !(isDone && isSmall)) return { dropped, reason: oldest.reason, more: true };
      isShrinking = isWorthShrinking(limits);
      if (oldest) return { dropped, reason: oldest.reason, more: isShrinking };
    }
    if (isShrinking) connection.exec(`pragma incremental_vacuum(${pagesPerStep})`);
    isShrinking = isShrinking && isWorthShrinking(limits);
    return { dropped: 0, reason: null, more: isShrinking };
  }

  return (limits) => {
    const startedAt = performance.now();
    const done = step(limits);
    return { kind: "pruned", ...done, tookMs: performance.now() - startedAt };
  };
}
