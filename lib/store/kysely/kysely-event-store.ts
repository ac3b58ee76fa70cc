import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { EventFilter } from "@/lib/filter/event-filter";
import {
  bucketWidthMs,
  countByStretch,
  countInOnePass,
  toHistogram,
} from "../events/count-over-time";
import { conditionsOf } from "../events/event-conditions";
import { decodeCursor, encodeCursor } from "../events/event-cursor";
import { type EventEngine, isSource, type TextMatches } from "../events/event-engine";
import {
  detailColumns,
  parseDetailRow,
  parseSummaryRow,
  summaryColumns,
} from "../events/event-row";
import { firstWithin, parseSizeRow, sizeSelection } from "../events/event-sizes";
import { toWrittenRow } from "../events/written-row";
import type { AppendedEvent, EventStore, NewEvent } from "../store";
import type { EventDatabase } from "./database";
import { readHorizon } from "./read-horizon";

const lastRow = z.object({ last: z.number().int().nullable() });
const mostCounted = 1_000;
const countRow = z.object({ count: z.number().int() });
const statsRow = z.object({
  events: z.number().int(),
  bytes: z.number().nullable(),
  oldest: z.number().nullable(),
  last: z.number().int().nullable(),
});

const summarySelection = summaryColumns.map((name) => `event.${name}` as const);

function placeOf(cursor: string | undefined): number {
  return cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor);
}

type EventQuery = SelectQueryBuilder<EventDatabase, "event", object>;

/** The event store on any engine that Kysely speaks. */
export function createKyselyEventStore(db: Kysely<EventDatabase>, engine: EventEngine): EventStore {
  function scopeIdOf({ cluster, accountId }: AccountScope) {
    return db
      .selectFrom("scope")
      .select("scope.id")
      .where("cluster", "=", cluster)
      .where("account_id", "=", accountId);
  }

  /** The one way to read events: within a scope. */
  function eventsOf(scope: AccountScope) {
    return db.selectFrom("event").where("event.scope_id", "=", scopeIdOf(scope));
  }

  /** Only those whose text matches, as the engine tells it. */
  function eventsMatching(scope: AccountScope, matches: TextMatches | null): EventQuery {
    if (matches === null) return eventsOf(scope);
    if (!isSource(matches)) return eventsOf(scope).where(matches);
    // SQLite starts from the left of a cross join; free to choose, it looks for words in every event.
    return db
      .selectFrom(matches)
      .crossJoin("event")
      .whereRef("event.sequence", "=", "matching.sequence")
      .where("event.scope_id", "=", scopeIdOf(scope));
  }

  /** The newest matching events below that sequence, up to that many. */
  async function matchingRows(
    scope: AccountScope,
    filter: EventFilter,
    below: number,
    most: number,
    selection: typeof summarySelection | typeof sizeSelection,
  ): Promise<readonly unknown[]> {
    const bounds = await engine.boundsOf(filter);
    const end = Math.min(below, bounds.below);
    const rows: unknown[] = [];
    for (const matches of await engine.textMatches(scope, filter, end)) {
      // The full-text index gives its matches newest first, as long as it is asked by its own name.
      const isJoined = matches !== null && isSource(matches);
      const sequence = sql.ref<number>(isJoined ? "matching.sequence" : "event.sequence");
      const found = await eventsMatching(scope, matches)
        .select<(typeof selection)[number]>(selection)
        .where((eb) => eb.and(conditionsOf(eb, filter)))
        .where(sequence, "<", end)
        .where(sequence, ">=", bounds.atLeast)
        .orderBy(sequence, "desc")
        .limit(most - rows.length)
        .execute();
      rows.push(...found);
      if (rows.length >= most) break;
    }
    return rows;
  }

  async function lastSequence(scope: AccountScope): Promise<number> {
    const row = await eventsOf(scope)
      .select(({ fn }) => fn.max("event.sequence").as("last"))
      .executeTakeFirst();
    return lastRow.parse(row).last ?? 0;
  }

  async function append(
    events: readonly NewEvent[],
    options: { readonly once: boolean },
  ): Promise<readonly AppendedEvent[]> {
    if (events.length === 0) return [];
    const rows = events.map((event) => ({ ...event, ...toWrittenRow(event) }));
    const sequences = await engine.append(rows, options);
    return rows.flatMap(({ scope, summary }, index) => {
      const sequence = sequences[index];
      if (sequence === undefined) throw new Error("An event was given no sequence.");
      return sequence === null ? [] : [{ scope, summary: { ...summary, sequence } }];
    });
  }

  return {
    append: (events) => append(events, { once: false }),
    appendOnce: (events) => append(events, { once: true }),

    async get(scope, eventId) {
      const row = await eventsOf(scope)
        .select(detailColumns)
        .where("event.id", "=", eventId)
        .executeTakeFirst();
      return row ? parseDetailRow(row) : null;
    },

    async search(scope, filter, { cursor, limit }) {
      const before = placeOf(cursor);
      // Read first: events stored from here on come by the live stream, exactly once.
      const last = await lastSequence(scope);
      const below = Math.min(before, last + 1);
      const rows = await matchingRows(scope, filter, below, limit + 1, summarySelection);
      const items = rows.slice(0, limit).map(parseSummaryRow);
      const lowest = items.at(-1)?.sequence;
      const nextCursor = rows.length > limit && lowest ? encodeCursor(lowest) : null;
      // Read last: what went meanwhile is behind it.
      const { droppedBefore } = await readHorizon(db, scope);
      return { items, nextCursor, lastSequence: last, horizon: { droppedBefore } };
    },

    async searchDetails(scope, filter, { cursor, limit, limitBytes }) {
      const below = placeOf(cursor);
      const rows = await matchingRows(scope, filter, below, limit + 1, sizeSelection);
      const sizes = rows.slice(0, limit).map(parseSizeRow);
      const sequences = firstWithin(sizes, limitBytes).map(({ sequence }) => sequence);
      const lowest = sequences.at(-1);
      if (lowest === undefined) return { items: [], nextCursor: null };
      const details = await eventsOf(scope)
        .select(detailColumns)
        .where("event.sequence", "in", sequences)
        .orderBy("event.sequence", "desc")
        .execute();
      const nextCursor = sequences.length < rows.length ? encodeCursor(lowest) : null;
      return { items: details.map(parseDetailRow), nextCursor };
    },

    async since(scope, sequence, limit) {
      const rows = await eventsOf(scope)
        .select(summaryColumns)
        .where("event.sequence", ">", sequence)
        .orderBy("event.sequence")
        .limit(limit)
        .execute();
      return rows.map(parseSummaryRow);
    },

    async histogram(scope, filter, most) {
      const widthMs = bucketWidthMs(filter, most);
      const originals = (events: EventQuery, conditions: EventFilter) =>
        events
          .where("event.repeat_of", "is", null)
          .where((eb) => eb.and(conditionsOf(eb, conditions)));
      if (filter.q === undefined && filter.callId === undefined) {
        // Each bucket has bounds of its own: a second pair makes SQLite read the whole span for each.
        const events = originals(eventsOf(scope), { ...filter, from: undefined, to: undefined });
        return toHistogram(filter, widthMs, await countByStretch(db, events, filter, widthMs));
      }
      const counts = [];
      for (const matches of await engine.textMatches(scope, filter, Number.MAX_SAFE_INTEGER)) {
        const events = originals(eventsMatching(scope, matches), filter);
        counts.push(...(await countInOnePass(events, filter, widthMs)));
      }
      return toHistogram(filter, widthMs, counts);
    },

    async stats(scope) {
      const row = await eventsOf(scope)
        .select(({ fn }) => [
          fn.countAll<number>().as("events"),
          fn.sum<number>("event.body_bytes").as("bytes"),
          fn.min("event.received_at").as("oldest"),
          fn.max("event.sequence").as("last"),
        ])
        .executeTakeFirst();
      const { events, bytes, oldest, last } = statsRow.parse(row);
      return {
        events,
        bytes: bytes ?? 0,
        oldestReceivedAt: oldest,
        lastSequence: last ?? 0,
        horizon: await readHorizon(db, scope),
      };
    },

    async countQuarantined(scope) {
      const kept = eventsOf(scope)
        .select("event.sequence")
        .where("event.quarantine", "is not", null);
      const row = await db
        .selectFrom(kept.limit(mostCounted).as("kept"))
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirst();
      return countRow.parse(row).count;
    },

    prune: (limits) => engine.prune(limits),
    horizon: (scope) => readHorizon(db, scope),
    close: () => engine.close(),
  };
}
