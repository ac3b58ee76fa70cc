import type { AccountScope } from "@/lib/domain/account";
import type { AccountKnowledge, WebhookKnowledge } from "@/lib/drain/sink";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";

function toWebhook(row: unknown): WebhookKnowledge {
  const deletedAt: unknown = Reflect.get(Object(row), "deleted_at");
  return {
    trigger: String(Reflect.get(Object(row), "trigger")),
    deletedAt: typeof deletedAt === "number" ? deletedAt : null,
  };
}

/** The answer that was given before, or now. */
function remembered<T>(answers: Map<string, T>, key: string, ask: () => T): T {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = ask();
  answers.set(key, answer);
  return answer;
}

/** What is known of accounts, asked once each as long as one answer is used. */
export function prepareKnowledge(
  connection: Connection,
): () => (scope: AccountScope) => AccountKnowledge {
  const selectList = connection.prepare(
    "select listed_at from webhook_list where cluster = ? and account_id = ?",
  );
  const selectWebhook = connection.prepare(
    `select "trigger", deleted_at from known_webhook
     where cluster = ? and account_id = ? and webhook_id = ?`,
  );
  const selectKey = connection.prepare(
    "select 1 from receiver_key where id = ? and cluster = ? and account_id = ?",
  );

  function accountOf({ cluster, accountId }: AccountScope): AccountKnowledge {
    const webhooks = new Map<string, WebhookKnowledge | null>();
    const keys = new Map<string, boolean>();
    const list: unknown = selectList.get([cluster, accountId]);
    return {
      listedAt: list === undefined ? null : numberInRow(list, "listed_at"),
      webhook: (id) =>
        remembered(webhooks, id, () => {
          const row: unknown = selectWebhook.get([cluster, accountId, id]);
          return row === undefined ? null : toWebhook(row);
        }),
      hasKey: (id) =>
        remembered(keys, id, () => selectKey.get([id, cluster, accountId]) !== undefined),
    };
  }

  return () => {
    const accounts = new Map<string, AccountKnowledge>();
    return (scope) =>
      remembered(accounts, `${scope.accountId} ${scope.cluster}`, () => accountOf(scope));
  };
}
