import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { DeliveryStore, FoundDelivery, SentBody } from "../deliveries/delivery-store";
import { bodyDigest } from "../events/body-digest";
import type { EventSpan } from "../store";
import type { EventDatabase } from "./database";

const hourMs = 3_600_000;
/** Each has three values; a statement of more takes long to be read. */
const bodiesPerStatement = 1_000;
/** Whole bodies are values too, where older events are looked for. */
const olderBodiesPerStatement = 100;

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
const foundRow = z.object({ n: z.number().int() });
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

function parseFound(row: unknown): FoundDelivery {
  return { ...deliveryRow.parse(row), body: foundRow.parse(row).n };
}

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

  type Numbered = readonly { readonly n: number; readonly sent: SentBody }[];

  /** The events of the span are looked at once each, however many bodies are looked for. */
  async function byDigest(scope: AccountScope, span: EventSpan, bodies: Numbered) {
    const rows = bodies.map(
      ({ n, sent }) => sql`(${sql.lit(n)}, ${sent.webhookId}, ${sql.lit(bodyDigest(sent.body))})`,
    );
    return deliveriesOf(scope, span)
      .crossJoin(
        sql<{ n: number; webhook_id: string; digest: number }>`(
          with sent_body (n, webhook_id, digest) as materialized (values ${sql.join(rows)})
          select n, webhook_id, digest from sent_body
        )`.as("sent"),
      )
      .whereRef("sent.digest", "=", "event.body_digest")
      .whereRef("sent.webhook_id", "=", "event.webhook_id")
      .select(columns)
      .select("sent.n")
      .execute();
  }

  /** Among events that were stored without a digest. */
  async function byBytes(scope: AccountScope, span: EventSpan, bodies: Numbered) {
    const rows = bodies.map(
      ({ n, sent }) => sql`(${sql.lit(n)}, ${sent.webhookId}, ${Buffer.from(sent.body)})`,
    );
    return deliveriesOf(scope, span)
      .where("event.body_digest", "is", null)
      .crossJoin(
        sql<{ n: number; webhook_id: string; body: Uint8Array }>`(
          with sent_body (n, webhook_id, body) as materialized (values ${sql.join(rows)})
          select n, webhook_id, body from sent_body
        )`.as("sent"),
      )
      .whereRef("sent.webhook_id", "=", "event.webhook_id")
      .whereRef("sent.body", "=", "event.body")
      .select(columns)
      .select("sent.n")
      .execute();
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
      const numbered = bodies.map((sent, n) => ({ n, sent }));
      const rows: unknown[] = [];
      for (const portion of portions(numbered, bodiesPerStatement)) {
        rows.push(...(await byDigest(scope, span, portion)));
      }
      if (await hasWithoutDigest(scope, span)) {
        for (const portion of portions(numbered, olderBodiesPerStatement)) {
          rows.push(...(await byBytes(scope, span, portion)));
        }
      }
      return rows.map(parseFound);
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
