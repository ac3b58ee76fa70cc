import type { Pool, PoolClient } from "pg";
import { storedBytes } from "../../events/stored-bytes";
import { createDayPartitions } from "../day-partitions";
import { copyIn } from "./copy-in";
import { eventCopy, eventCopySql, type PlacedRow } from "./event-copy";
import { isNoPartition, rejectAsDatabase } from "./failures";
import { inTransaction } from "./in-transaction";
import { createKeyUses } from "./key-uses";
import { lockCounter, type Step } from "./lock-counter";
import { noteGroup, type ScopeTotals } from "./note-group";
import {
  type DrainedRow,
  type Place,
  type Placing,
  placeAll,
  placeDrained,
  placeOnce,
  type RowToWrite,
  receivedAtOf,
} from "./place-rows";
import { createScopeIds } from "./scope-ids";

export interface WrittenGroup {
  /** Of those that were not there already. */
  readonly places: readonly Place[];
  /** What each account got. */
  readonly totals: readonly ScopeTotals[];
}

export interface GroupWriter {
  /** Writes rows in one transaction. Throws DatabaseAway, or what PostgreSQL says of a row. */
  append(rows: readonly RowToWrite[]): Promise<WrittenGroup>;
  /** The same, without those that are there already. */
  appendOnce(rows: readonly RowToWrite[]): Promise<WrittenGroup>;
  /** The same for a step of a spool, whose position it moves. Throws StalePosition, too. */
  drain(rows: readonly DrainedRow[], step: Step): Promise<WrittenGroup>;
}

function totalsOf(placed: readonly PlacedRow[]): readonly ScopeTotals[] {
  const totals = new Map<number, ScopeTotals>();
  for (const { row, scopeId, sequence } of placed) {
    const fresh = { id: scopeId, scope: row.scope, events: 0, bytes: 0, newest: 0 };
    const own = totals.get(scopeId) ?? fresh;
    totals.set(scopeId, own);
    own.events += 1;
    own.bytes += storedBytes(row.values, row.body.byteLength);
    own.newest = sequence;
  }
  return [...totals.values()];
}

/** Writes groups of events, each in one transaction of a few round trips, in the order given. */
export function createGroupWriter(pool: Pool): GroupWriter {
  const accounts = createScopeIds(pool);
  const partitions = createDayPartitions(pool);
  const keyUses = createKeyUses();
  let turn: Promise<unknown> = Promise.resolve();

  /** One group at a time. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  }

  async function write(
    rows: readonly RowToWrite[],
    step: Step | null,
    place: (client: PoolClient, last: number) => Promise<Placing>,
  ): Promise<WrittenGroup> {
    const scopeIds = await accounts.of(rows.map(({ scope }) => scope)).catch(rejectAsDatabase);

    function commit(): Promise<WrittenGroup> {
      return inTransaction(pool, async (client) => {
        const last = await lockCounter(client, step);
        const { places, firsts } = await place(client, last);
        if (places.length === 0) return { places, totals: [] };
        const placed = places.flatMap(({ index, sequence, repeatOf }) => {
          const row = rows[index];
          return row ? [{ row, scopeId: scopeIds[index] ?? 0, sequence, repeatOf }] : [];
        });
        await copyIn(client, eventCopySql, eventCopy(placed));
        const totals = totalsOf(placed);
        const lastSequence = last + places.length;
        const usedKeys = keyUses.newIn(rows);
        await noteGroup(client, { lastSequence, firsts, totals, usedKeys });
        return { places, totals };
      });
    }

    async function commitWithDays(): Promise<WrittenGroup> {
      await partitions.ensure(rows.map(receivedAtOf));
      return commit();
    }

    const written = await inTurn(() =>
      commitWithDays()
        .catch((cause) => {
          if (!isNoPartition(cause)) throw cause;
          // Retention dropped the day. While it is about to, the group has to wait.
          partitions.forget();
          return commitWithDays();
        })
        .catch(rejectAsDatabase),
    );
    keyUses.noted(rows);
    return written;
  }

  return {
    append: (rows) => write(rows, null, (_client, last) => placeAll(rows, last)),
    appendOnce: (rows) => write(rows, null, (client, last) => placeOnce(client, rows, last)),
    drain: (rows, step) => write(rows, step, (client, last) => placeDrained(client, rows, last)),
  };
}
