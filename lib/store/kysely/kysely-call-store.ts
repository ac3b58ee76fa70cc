import { type Expression, type Kysely, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import { eventKinds, type Payload } from "@/lib/domain/event";
import type { CallStore, StoredCallEvent } from "../calls/call-store";
import type { EventEngine, SequenceBounds } from "../events/event-engine";
import type { EventSpan } from "../store";
import type { EventDatabase } from "./database";

/** Of a busy account, no more legs are looked at for those without an end. */
const maxLegEvents = 20_000;

interface CallEngine extends Pick<EventEngine, "boundsOf"> {
  /**
   * Conditions on events: all that are of one of these legs or name one as theirs pass one of them,
   * and few others. Those that pass one are newer than all that pass the next.
   */
  linkedTo(
    scope: AccountScope,
    callIds: readonly string[],
    bounds: SequenceBounds,
  ): Promise<readonly Expression<SqlBool>[]>;
}

const columns = [
  "event.sequence",
  "event.id",
  "event.received_at",
  "event.kind",
  "event.trigger",
  "event.type",
  "event.call_id",
  "event.payload",
] as const;

const callRow = z
  .object({
    sequence: z.number().int(),
    id: z.string(),
    received_at: z.number(),
    kind: z.enum(eventKinds).catch("unknown"),
    trigger: z.string().nullable(),
    type: z.string().nullable(),
    call_id: z.string(),
    payload: z
      .string()
      .transform((text): Payload => JSON.parse(text))
      .nullable(),
  })
  .transform(
    ({ received_at, call_id, ...row }): StoredCallEvent => ({
      ...row,
      receivedAt: received_at,
      callId: call_id,
    }),
  );
const idRow = z.object({ call_id: z.string() }).transform((row) => row.call_id);

/** Events of calls on any engine that Kysely speaks. */
export function createKyselyCallStore(db: Kysely<EventDatabase>, engine: CallEngine): CallStore {
  /** The one way to read them: within a scope and a span. */
  async function eventsOf({ cluster, accountId }: AccountScope, { from, to }: EventSpan) {
    const bounds = await engine.boundsOf({ from, to });
    const events = db
      .selectFrom("event")
      .where("event.scope_id", "=", (eb) =>
        eb
          .selectFrom("scope")
          .select("scope.id")
          .where("cluster", "=", cluster)
          .where("account_id", "=", accountId),
      )
      .where("event.sequence", ">=", bounds.atLeast)
      .where("event.sequence", "<", bounds.below)
      .where("event.received_at", ">=", from)
      .where("event.received_at", "<", to)
      .where("event.call_id", "is not", null)
      .where("event.quarantine", "is", null)
      .where("event.repeat_of", "is", null);
    return { bounds, events };
  }

  async function read(
    events: SelectQueryBuilder<EventDatabase, "event", object>,
    limit: number,
  ): Promise<readonly StoredCallEvent[]> {
    const rows = await events
      .select(columns)
      .orderBy("event.sequence", "desc")
      .limit(limit)
      .execute();
    return rows.map((row) => callRow.parse(row));
  }

  return {
    async recent(scope, { below, limit, ...span }) {
      const { events } = await eventsOf(scope, span);
      const legs = events.where("event.kind", "=", "call").where("event.sequence", "<", below);
      return read(legs, limit);
    },

    async ofCalls(scope, callIds, { limit, ...span }) {
      if (callIds.length === 0) return [];
      const { bounds, events } = await eventsOf(scope, span);
      const found: StoredCallEvent[] = [];
      for (const condition of await engine.linkedTo(scope, callIds, bounds)) {
        if (found.length >= limit) break;
        found.push(...(await read(events.where(condition), limit - found.length)));
      }
      return found;
    },

    async unended(scope, { limit, ...span }) {
      const { events } = await eventsOf(scope, span);
      const legs = events
        .where("event.kind", "=", "call")
        .select(["event.sequence", "event.call_id", "event.trigger"])
        .orderBy("event.sequence", "desc")
        .limit(maxLegEvents)
        .as("leg");
      const rows = await db
        .selectFrom(legs)
        .select("leg.call_id")
        .groupBy("leg.call_id")
        .having(
          sql<number>`max(case when ${sql.ref("leg.trigger")} = 'channel_destroy' then 1 else 0 end)`,
          "=",
          0,
        )
        .orderBy((eb) => eb.fn.max("leg.sequence"), "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => idRow.parse(row));
    },
  };
}
