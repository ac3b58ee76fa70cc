import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { KnownWebhookStore, ObservedWebhook } from "../webhooks/known-webhook-store";
import type { EventDatabase } from "./database";

/** Each has eight values; SQLite takes 32,766 in a statement. */
const rowsPerStatement = 1_000;
/** How long a deleted webhook stays known: for deliveries that wait in a spool, and by its name. */
const rememberedMs = 366 * 86_400_000;

const offRow = z
  .object({
    webhook_id: z.string(),
    name: z.string(),
    seen_on_at: z.number(),
    seen_off_at: z.number(),
  })
  .transform((row) => ({
    id: row.webhook_id,
    name: row.name,
    lastSeenOnAt: row.seen_on_at,
    seenOffAt: row.seen_off_at,
  }));

const nameRow = z
  .object({ webhook_id: z.string(), name: z.string(), deleted_at: z.number().nullable() })
  .transform((row) => ({
    id: row.webhook_id,
    name: row.name,
    isDeleted: row.deleted_at !== null,
  }));

/** What is known of accounts' webhooks, on any engine that Kysely speaks. */
export function createKyselyKnownWebhookStore(db: Kysely<EventDatabase>): KnownWebhookStore {
  /** Notes what was seen at a time. What is known of a later time stays. */
  async function note(
    { cluster, accountId }: AccountScope,
    webhooks: readonly ObservedWebhook[],
    at: number,
  ): Promise<void> {
    const rows = webhooks.map(({ id, name, trigger, state }) => ({
      cluster,
      account_id: accountId,
      webhook_id: id,
      name,
      trigger,
      seen_at: at,
      deleted_at: null,
      seen_on_at: state === "active" ? at : null,
      // From the new row alone; the upsert compares it with the stored one.
      seen_off_at: state === "auto-disabled" ? at : null,
    }));
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      await db
        .insertInto("known_webhook")
        .values(rows.slice(start, start + rowsPerStatement))
        .onConflict((conflict) =>
          conflict
            .columns(["cluster", "account_id", "webhook_id"])
            .doUpdateSet({
              name: sql`excluded.name`,
              trigger: sql`excluded."trigger"`,
              seen_at: sql`excluded.seen_at`,
              deleted_at: null,
              // Off by hand: nothing that Kazoo did.
              seen_on_at: sql`case
                when excluded.seen_on_at is not null then excluded.seen_on_at
                when excluded.seen_off_at is not null then known_webhook.seen_on_at end`,
              seen_off_at: sql`case
                when excluded.seen_off_at is not null and known_webhook.seen_on_at is not null
                then coalesce(known_webhook.seen_off_at, excluded.seen_off_at) end`,
            })
            .where(
              sql<boolean>`known_webhook.seen_at <= excluded.seen_at
                and coalesce(known_webhook.deleted_at, 0) <= excluded.seen_at`,
            ),
        )
        .execute();
    }
  }

  function known({ cluster, accountId }: AccountScope) {
    return db
      .selectFrom("known_webhook")
      .where("cluster", "=", cluster)
      .where("account_id", "=", accountId);
  }

  function change({ cluster, accountId }: AccountScope) {
    return db
      .updateTable("known_webhook")
      .where("cluster", "=", cluster)
      .where("account_id", "=", accountId);
  }

  /** Lets out of quarantine what came under ids that are; gives how many events there were. */
  async function release(scope: AccountScope): Promise<number> {
    const { numUpdatedRows } = await db
      .updateTable("event")
      .set({ quarantine: null })
      .where("scope_id", "=", ({ selectFrom }) =>
        selectFrom("scope")
          .select("scope.id")
          .where("cluster", "=", scope.cluster)
          .where("account_id", "=", scope.accountId),
      )
      .where("quarantine", "is not", null)
      .where(
        "webhook_id",
        "in",
        known(scope).select("known_webhook.webhook_id").where("deleted_at", "is", null),
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  return {
    async listed(scope, webhooks, at) {
      const { cluster, accountId } = scope;
      await note(scope, webhooks, at);
      // Those that are in the list were seen at this time, or later.
      await change(scope)
        .set({ deleted_at: at })
        .where("deleted_at", "is", null)
        .where("seen_at", "<", at)
        .execute();
      await db
        .deleteFrom("known_webhook")
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .where("deleted_at", "<", at - rememberedMs)
        .execute();
      await db
        .insertInto("webhook_list")
        .values({ cluster, account_id: accountId, listed_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(["cluster", "account_id"])
            .doUpdateSet({ listed_at: at })
            .where("webhook_list.listed_at", "<", at),
        )
        .execute();
      return { released: await release(scope) };
    },
    async saved(scope, webhook, at) {
      await note(scope, [webhook], at);
      return { released: await release(scope) };
    },
    async deleted(scope, webhookId, at) {
      await change(scope)
        .set({ deleted_at: at })
        .where("webhook_id", "=", webhookId)
        .where("deleted_at", "is", null)
        .where("seen_at", "<=", at)
        .execute();
    },
    async names(scope) {
      const rows = await known(scope)
        .select(["webhook_id", "name", "deleted_at"])
        .orderBy("name")
        .orderBy("webhook_id")
        .execute();
      return rows.map((row) => nameRow.parse(row));
    },
    async switchedOff(scope) {
      const rows = await known(scope)
        .select(["webhook_id", "name", "seen_on_at", "seen_off_at"])
        .where("deleted_at", "is", null)
        .where("seen_on_at", "is not", null)
        .where("seen_off_at", "is not", null)
        .orderBy("seen_off_at", "desc")
        .orderBy("webhook_id")
        .execute();
      return rows.map((row) => offRow.parse(row));
    },
    async dismissSwitchedOff(scope, webhookIds) {
      if (webhookIds.length === 0) return;
      await change(scope)
        // A webhook that was never seen switched on is not reported again until it is on.
        .set({ seen_on_at: null, seen_off_at: null })
        .where("webhook_id", "in", [...webhookIds])
        .where("seen_off_at", "is not", null)
        .execute();
    },
  };
}
