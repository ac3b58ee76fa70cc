import { shardOf } from "../../text-shards";
import { inTransaction } from "../in-transaction";
import type { Connection } from "../open-database";
import type { DueEvent, DueEvents } from "./due-events";

// All other writers wait meanwhile: with the commit it must stay below 50 ms.
const maxDeletingMs = 15;

interface Dropped {
  events: number;
  bytes: number;
  /** Unix milliseconds. */
  newest: number;
}

function add(to: Dropped | undefined, event: DueEvent): Dropped {
  return {
    events: (to?.events ?? 0) + 1,
    bytes: (to?.bytes ?? 0) + event.bytes,
    newest: Math.max(to?.newest ?? event.receivedAt, event.receivedAt),
  };
}

/**
 * Deletes events in one transaction, as many as the time allows, and notes what is gone: by age of
 * all accounts, else of the one. Gives how many were deleted, without those that another process
 * deleted.
 */
export function prepareDropEvents(connection: Connection): (due: DueEvents, now: number) => number {
  const deleteEvent = connection.prepare("delete from event where sequence = ?");
  const lowerTotals = connection.prepare(
    `update scope set events = max(events - ?1, 0),
       bytes = case when events <= ?1 then 0 else max(bytes - ?2, 0) end
     where id = ?3`,
  );
  const moveOwnHorizon = connection.prepare(
    "update scope set dropped_before = max(coalesce(dropped_before, ?1), ?1) where id = ?2",
  );
  const moveHorizon = connection.prepare(
    "update retention set dropped_before = max(coalesce(dropped_before, ?1), ?1)",
  );
  const noteInTextIndex = connection.prepare(
    "update text_shard set dropped = dropped + ? where number = ?",
  );
  const note = connection.prepare(
    "update retention set dropped_events = dropped_events + ?, dropped_at = ?, reason = ?",
  );

  function deleteEvents(events: readonly DueEvent[]): Map<number, Dropped> {
    const startedAt = performance.now();
    const dropped = new Map<number, Dropped>();
    const shards = new Map<number, number>();
    for (const event of events) {
      if (deleteEvent.run([event.sequence]).changes > 0) {
        dropped.set(event.scopeId, add(dropped.get(event.scopeId), event));
        const shard = shardOf(event.sequence);
        shards.set(shard, (shards.get(shard) ?? 0) + 1);
      }
      if (performance.now() - startedAt > maxDeletingMs) break;
    }
    for (const [shard, count] of shards) noteInTextIndex.run([count, shard]);
    return dropped;
  }

  return ({ events, reason }, now) =>
    inTransaction(connection, () => {
      let count = 0;
      for (const [scopeId, dropped] of deleteEvents(events)) {
        count += dropped.events;
        lowerTotals.run([dropped.events, dropped.bytes, scopeId]);
        // A clock that once ran ahead must not make it look as if all were gone until then.
        const before = Math.min(dropped.newest + 1, now);
        if (reason === "age") moveHorizon.run([before]);
        else moveOwnHorizon.run([before, scopeId]);
      }
      note.run([count, now, reason]);
      return count;
    });
}
