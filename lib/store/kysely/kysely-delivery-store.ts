import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { DeliveryStore } from "../deliveries/delivery-store";
import { bodyDigest } from "../events/body-digest";
import type { EventSpan } from "../store";
import type { EventDatabase } from "./database";

const hourMs = 3_600_000;
/** SQLite takes 32,766 values in a statement. */
const digestsPerStatement = 5_000;
/** Whole bodies, where older events are looked for. */
const bodiesPerStatement = 100;

const deliveryRow = z
  .object({
    id: z.string(),
    sequence: z.number().int(),
    webhook_id: z.string(),
    received_at: z.number(),
    origin: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    sequence: row.sequence,
    webhookId: row.webhook_id,
    receivedAt: row.received_at,
    isRecovered: row.origin === "recovered",
  }));
/** SQLite gives bytes as an ArrayBuffer. */
const bodyRow = z.object({
  body: z.union([
    z.instanceof(Uint8Array),
    z.instanceof(ArrayBuffer).transform((bytes) => new Uint8Array(bytes)),
  ]),
});
const digestRow = z.object({ body_digest: z.number().int() });
const hourRow = z
  .object({ webhook_id: z.string(), hour: z.number().int(), count: z.number().int() })
  .transform(({ webhook_id, hour, count }) => {
    return { webhookId: webhook_id, hour: hour * hourMs, count };
  });

const columns = [
  "event.id",
  "event.sequence",
  "event.webhook_id",
  "event.received_at",
  "event.origin",
] as const;

function portions<T>(items: readonly T[], size: number): (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Deliveries on any engine that Kysely speaks. */
export function createKyselyDeliveryStore(db: Kysely<EventDatabase>): DeliveryStore {
  /** The one way to read deliveries: within a scope and a span. */
  function deliveriesOf({ cluster, accountId }: AccountScope, { from, to }: EventSpan) {
    return db
      .selectFrom("event")
      .where("event.scope_id", "=", (eb) =>
        eb
          .selectFrom("scope")
          .select("scope.id")
          .where("cluster", "=", cluster)
          .where("account_id", "=", accountId),
      )
      .where("event.received_at", ">=", from)
      .where("event.received_at", "<", to)
      .where("event.quarantine", "is", null)
      .where("event.webhook_id", "is not", null);
  }

  // In a list and not a join: SQLite looks a value of a list up, a row of a join it would search for.
  async function byDigest(scope: AccountScope, span: EventSpan, digests: readonly number[]) {
    const rows = await deliveriesOf(scope, span)
      .where("event.body_digest", "in", digests)
      .select([...columns, "event.body_digest"])
      .execute();
    return rows.map((row) => ({
      ...deliveryRow.parse(row),
      digest: digestRow.parse(row).body_digest,
    }));
  }

  /** Among events that were stored without a digest. */
  async function byBytes(scope: AccountScope, span: EventSpan, bodies: readonly Uint8Array[]) {
    const rows = await deliveriesOf(scope, span)
      .where("event.body_digest", "is", null)
      .where(
        "event.body",
        "in",
        bodies.map((body) => Buffer.from(body)),
      )
      .select([...columns, "event.body"])
      .execute();
    return rows.map((row) => {
      return { ...deliveryRow.parse(row), digest: bodyDigest(bodyRow.parse(row).body) };
    });
  }

  async function hasWithoutDigest(scope: AccountScope, span: EventSpan): Promise<boolean> {
    const row = await deliveriesOf(scope, span)
      .where("event.body_digest", "is", null)
      .select("event.sequence")
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    async withBodies(scope, span, bodies) {
      if (bodies.length === 0) return [];
      const digests = bodies.map(({ body }) => bodyDigest(body));
      const numbers = new Map(
        bodies.map(({ webhookId }, number) => [`${webhookId} ${digests[number]}`, number]),
      );
      const alike = [];
      for (const portion of portions(digests, digestsPerStatement)) {
        alike.push(...(await byDigest(scope, span, portion)));
      }
      if (await hasWithoutDigest(scope, span)) {
        for (const portion of portions(bodies, bodiesPerStatement)) {
          alike.push(
            ...(await byBytes(
              scope,
              span,
              portion.map(({ body }) => body),
            )),
          );
        }
      }
      return alike.flatMap(({ digest, ...delivery }) => {
        const body = numbers.get(`${delivery.webhookId} ${digest}`);
        return body === undefined ? [] : [{ ...delivery, body }];
      });
    },

    async perHour(scope, span, webhookId) {
      const hour = sql<number>`event.received_at / ${sql.lit(hourMs)}`;
      let query = deliveriesOf(scope, span).where("event.origin", "is", null);
      if (webhookId !== undefined) query = query.where("event.webhook_id", "=", webhookId);
      const rows = await query
        .select(({ fn }) => ["event.webhook_id", hour.as("hour"), fn.countAll().as("count")])
        .groupBy(["event.webhook_id", sql`2`])
        .execute();
      return rows.map((row) => hourRow.parse(row));
    },

    async page(scope, span, { webhookId, before, limit }) {
      let query = deliveriesOf(scope, span).where("event.origin", "is", null);
      if (webhookId !== undefined) query = query.where("event.webhook_id", "=", webhookId);
      if (before) {
        const { receivedAt, sequence } = before;
        query = query
          .where("event.received_at", "<=", receivedAt)
          .where((eb) =>
            eb.or([eb("event.received_at", "<", receivedAt), eb("event.sequence", "<", sequence)]),
          );
      }
      const rows = await query
        .select(columns)
        .orderBy("event.received_at", "desc")
        .orderBy("event.sequence", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => deliveryRow.parse(row));
    },
  };
}
