import type { Pool } from "pg";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import type { AccountKnowledge, SenderClaim, WebhookKnowledge } from "@/lib/drain/sink";

/** One row an account; its webhooks and keys are those that were asked for. */
const knowledgeSql = `
  with claim as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
      as claim (cluster, account_id, webhook_id, key_id)
  )
  select cluster, account_id,
    (select listed_at from webhook_list as list
      where list.cluster = claim.cluster and list.account_id = claim.account_id) as listed_at,
    (select json_agg(json_build_array(webhook_id, trigger, deleted_at)) from known_webhook as known
      where known.cluster = claim.cluster and known.account_id = claim.account_id
        and known.webhook_id = any(array_agg(claim.webhook_id))) as webhooks,
    (select json_agg(id) from receiver_key as key
      where key.cluster = claim.cluster and key.account_id = claim.account_id
        and key.id = any(array_agg(claim.key_id))) as keys
  from claim group by cluster, account_id
`;

const accountRow = z.object({
  cluster: z.string(),
  account_id: z.string(),
  listed_at: z.number().nullable(),
  webhooks: z.array(z.tuple([z.string(), z.string(), z.number().nullable()])).nullable(),
  keys: z.array(z.string()).nullable(),
});

const nothing: AccountKnowledge = { listedAt: null, webhook: () => null, hasKey: () => false };

function keyOf({ cluster, accountId }: AccountScope): string {
  return `${accountId} ${cluster}`;
}

function toKnowledge({ listed_at, webhooks, keys }: z.infer<typeof accountRow>): AccountKnowledge {
  const known = new Map<string, WebhookKnowledge>();
  for (const [id, trigger, deletedAt] of webhooks ?? []) known.set(id, { trigger, deletedAt });
  const keyIds = new Set(keys ?? []);
  return {
    listedAt: listed_at,
    webhook: (id) => known.get(id) ?? null,
    hasKey: (id) => keyIds.has(id),
  };
}

/** What the database knows of the webhooks and keys that deliveries claim. */
export async function readKnowledge(
  pool: Pool,
  claims: readonly SenderClaim[],
): Promise<(scope: AccountScope) => AccountKnowledge> {
  const distinct = new Map<string, SenderClaim>();
  for (const claim of claims) {
    distinct.set(`${keyOf(claim.scope)} ${claim.receiverKeyId} ${claim.webhookId}`, claim);
  }
  const asked = [...distinct.values()];
  const { rows } = await pool.query({
    name: "read-knowledge",
    text: knowledgeSql,
    values: [
      asked.map(({ scope }) => scope.cluster),
      asked.map(({ scope }) => scope.accountId),
      asked.map(({ webhookId }) => webhookId),
      asked.map(({ receiverKeyId }) => receiverKeyId),
    ],
  });
  const accounts = new Map<string, AccountKnowledge>();
  for (const row of rows) {
    const account = accountRow.parse(row);
    const scope = { cluster: account.cluster, accountId: account.account_id };
    accounts.set(keyOf(scope), toKnowledge(account));
  }
  return (scope) => accounts.get(keyOf(scope)) ?? nothing;
}
