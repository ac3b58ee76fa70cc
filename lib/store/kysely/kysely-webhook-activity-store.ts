import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { WebhookActivity, WebhookActivityStore } from "../webhooks/webhook-activity-store";
import type { EventDatabase } from "./database";

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const hoursOfDay = 24;
const maxPerHour = 10_000;
const maxPerOlderHour = 1_000;
/** Each id is a value, of which SQLite takes 32,766 in a statement. */
const webhooksPerStatement = 2_000;

const hourRow = z.object({
  webhook_id: z.string(),
  at: z.number().int(),
  hours_ago: z.number().int(),
  count: z.number().int(),
});

type HourRow = z.infer<typeof hourRow>;

/** Rows of each webhook stand together, newest first. */
function byWebhook(rows: readonly HourRow[]): WebhookActivity[] {
  const found = new Map<
    string,
    { lastReceivedAt: number; hours: WebhookActivity["hours"][number][] }
  >();
  for (const { webhook_id, at, hours_ago, count } of rows) {
    const known = found.get(webhook_id) ?? { lastReceivedAt: at, hours: [] };
    known.hours.push({ hoursAgo: hours_ago, count });
    found.set(webhook_id, known);
  }
  return [...found].map(([webhookId, activity]) => ({ webhookId, ...activity }));
}

/** When deliveries came, on any engine that Kysely speaks. */
export function createKyselyWebhookActivityStore(db: Kysely<EventDatabase>): WebhookActivityStore {
  /**
   * From a webhook's last delivery back, from active hour to active hour: each step is one look-up
   * in the index by webhook and time, and hours without deliveries cost nothing.
   */
  function statement({ cluster, accountId }: AccountScope, ids: readonly string[], now: number) {
    const scopeId = sql`(select id from scope
      where cluster = ${cluster} and account_id = ${accountId})`;
    // Whole numbers to both engines, so that they divide them as such.
    const until = sql`cast(${now - 1} as bigint)`;
    const hour = sql.lit(hourMs);
    const counted = (most: number): RawBuilder<number> => sql`(select count(*) from (
      select 1 from event
      where event.scope_id = ${scopeId} and event.webhook_id = active.webhook_id
        and event.received_at > ${until} - (active.hours_ago + 1) * ${hour}
        and event.received_at <= ${until} - active.hours_ago * ${hour}
      limit ${sql.lit(most)}
    ) as counted)`;
    return sql`with recursive
      asked (webhook_id) as (values ${sql.join(ids.map((id) => sql`(${id})`))}),
      newest (webhook_id, at) as (
        select asked.webhook_id, (
          select max(event.received_at) from event
          where event.scope_id = ${scopeId} and event.webhook_id = asked.webhook_id
            and event.received_at <= ${until}
        ) from asked
      ),
      step (webhook_id, at, since) as (
        select webhook_id, at, at - ${sql.lit(weekMs)} from newest where at is not null
        union all
        select step.webhook_id, (
          select max(event.received_at) from event
          where event.scope_id = ${scopeId} and event.webhook_id = step.webhook_id
            and event.received_at <= ${until} - ((${until} - step.at) / ${hour} + 1) * ${hour}
            and event.received_at > step.since
        ), step.since
        from step where step.at is not null
      ),
      active (webhook_id, at, hours_ago) as (
        select webhook_id, at, (${until} - at) / ${hour} from step where at is not null
      )
      select webhook_id, at, hours_ago,
        case when hours_ago < ${sql.lit(hoursOfDay)}
          then ${counted(maxPerHour)} else ${counted(maxPerOlderHour)} end as count
      from active order by webhook_id, hours_ago`;
  }

  return {
    async activity(scope, webhookIds, now) {
      const rows: HourRow[] = [];
      for (let start = 0; start < webhookIds.length; start += webhooksPerStatement) {
        const ids = webhookIds.slice(start, start + webhooksPerStatement);
        const found = await statement(scope, ids, now).execute(db);
        rows.push(...found.rows.map((row) => hourRow.parse(row)));
      }
      return byWebhook(rows);
    },
  };
}
