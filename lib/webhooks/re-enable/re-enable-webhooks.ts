import pLimit from "p-limit";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { ReEnable, ReEnabledItem } from "@/lib/domain/re-enable";
import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import { type AskContext, askWebhookUrl, refusalOf } from "../ask-webhook-url";

const atOnce = 4;

async function reEnableOne(
  context: AskContext,
  item: KazooWebhookListItem,
  { check, dryRun }: ReEnable,
): Promise<ReEnabledItem> {
  const { kazoo, scope } = context;
  const webhookId = item.id;
  const elsewhere = check === "all";
  const answer = check === "none" ? null : await askWebhookUrl(context, item, { elsewhere });
  const why = answer && refusalOf(answer);
  if (why !== null) return { webhookId, outcome: "refused", answer, why };
  if (dryRun) return { webhookId, outcome: "would-re-enable", answer, why };
  await kazoo.patchWebhook(scope.accountId, webhookId, { enabled: true });
  return { webhookId, outcome: "re-enabled", answer, why };
}

/** Switches webhooks on whose URLs answer 200, and says of each other one why not. */
export async function reEnableWebhooks(
  context: AskContext,
  asked: ReEnable,
): Promise<readonly ReEnabledItem[]> {
  const listed = await context.kazoo.listWebhooks(context.scope.accountId);
  const byId = new Map(listed.map((item) => [item.id, item]));
  const inTurn = pLimit(atOnce);
  return Promise.all(
    [...new Set(asked.webhookIds)].map((webhookId) =>
      inTurn(async (): Promise<ReEnabledItem> => {
        const item = byId.get(webhookId);
        const refused = { webhookId, outcome: "refused", answer: null } as const;
        if (!item) return { ...refused, why: "Kazoo has no such webhook in this account." };
        try {
          return await reEnableOne(context, item, asked);
        } catch (cause) {
          if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
          return { ...refused, why: cause.message };
        }
      }),
    ),
  );
}
