import type { Pool, PoolClient } from "pg";
import { storedBytes } from "../../events/stored-bytes";
import { createDayPartitions } from "../day-partitions";
import { copyIn } from "./copy-in";
import { encodeEvents, eventCopySql, type PlacedEvent } from "./event-copy";
import { codeOf, rejectAsDatabase } from "./failures";
import { inTransaction } from "./in-transaction";
import { createKeyUses } from "./key-uses";
import { lockCounter, type Step } from "./lock-counter";
import { noteGroup, type ScopeTotals } from "./note-group";
import {
  type DrainedRow,
  type Placing,
  placeAll,
  placeDrained,
  type RowToWrite,
  receivedAtOf,
} from "./place-rows";
import { createScopeIds } from "./scope-ids";

const noPartition = "23514";

export interface WrittenGroup {
  /** Those that were not there already. */
  readonly placed: readonly PlacedEvent[];
  readonly totals: readonly ScopeTotals[];
}

export interface GroupWriter {
  /** Writes rows in one transaction. Throws DatabaseAway, or what PostgreSQL says of a row. */
  append(rows: readonly RowToWrite[]): Promise<WrittenGroup>;
  /** The same for a step of a spool, whose position it moves. Throws StalePosition, too. */
  drain(rows: readonly DrainedRow[], step: Step): Promise<WrittenGroup>;
}

function totalsOf(
  rows: readonly RowToWrite[],
  scopeIds: readonly number[],
  placed: readonly PlacedEvent[],
): readonly ScopeTotals[] {
  const totals = new Map<number, ScopeTotals>();
  for (const { index, sequence } of placed) {
    const row = rows[index];
    const id = scopeIds[index];
    if (!row || id === undefined) continue;
    const own = totals.get(id) ?? { id, scope: row.scope, events: 0, bytes: 0, newest: 0 };
    totals.set(id, own);
    own.events += 1;
    own.bytes += storedBytes(row.values, row.body.byteLength);
    own.newest = sequence;
  }
  // In one order, so that no two transactions wait for each other.
  return [...totals.values()].sort((a, b) => a.id - b.id);
}

/** Writes groups of events, each in one transaction of a few round trips, in the order given. */
export function createGroupWriter(pool: Pool): GroupWriter {
  const accounts = createScopeIds(pool);
  const partitions = createDayPartitions(pool);
  const keyUses = createKeyUses();
  let turn: Promise<unknown> = Promise.resolve();

  /** One group at a time; the next is encoded meanwhile. */
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
    const copyOf = encodeEvents(
      rows.map((row, index) => ({ ...row, scopeId: scopeIds[index] ?? 0 })),
    );

    function commit(): Promise<WrittenGroup> {
      return inTransaction(pool, async (client) => {
        const last = await lockCounter(client, step);
        const { placed, firsts } = await place(client, last);
        if (placed.length === 0) return { placed, totals: [] };
        await copyIn(client, eventCopySql, copyOf(placed));
        const totals = totalsOf(rows, scopeIds, placed);
        const lastSequence = last + placed.length;
        const usedKeys = keyUses.newIn(rows);
        await noteGroup(client, { lastSequence, firsts, totals, usedKeys });
        return { placed, totals };
      });
    }

    async function commitWithDays(): Promise<WrittenGroup> {
      await partitions.ensure(rows.map(receivedAtOf));
      return commit();
    }

    const written = await inTurn(() =>
      commitWithDays()
        .catch((cause) => {
          if (codeOf(cause) !== noPartition) throw cause;
          // Retention dropped the day while the clock stood in it.
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
    drain: (rows, step) => write(rows, step, (client, last) => placeDrained(client, rows, last)),
  };
}
