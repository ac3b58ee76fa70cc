import pLimit from "p-limit";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { ReEnable, ReEnabledItem } from "@/lib/domain/re-enable";
import type { TargetAnswer } from "@/lib/domain/target-answer";
import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { AskTarget } from "@/lib/outgoing/ask-target";
import type { WebhookContext } from "../webhook-context";

const atOnce = 4;

export interface ReEnableContext extends WebhookContext {
  readonly askTarget: AskTarget;
}

/** Only 200 counts with Kazoo (docs/kazoo.md#answers-and-retries). */
function refusalOf({ status, tookMs, problem }: TargetAnswer): string | null {
  if (status === 200) return null;
  if (problem !== null) return problem;
  return `Its URL answered ${status} in ${tookMs} ms. Kazoo takes only 200.`;
}

/**
 * Asks a URL without an event: ours by a HEAD request, which stores nothing; others by a request of
 * the webhook's kind that says what it is.
 */
async function ask(
  { askTarget, receiverKeys, scope, kazoo }: ReEnableContext,
  item: KazooWebhookListItem,
  check: ReEnable["check"],
): Promise<TargetAnswer | null> {
  const isOwn = receiverKeys.owns(scope, item.url);
  if (check === "none" || (check === "own" && !isOwn)) return null;
  if (isOwn) return askTarget({ url: item.url, method: "HEAD", isOwn });
  const { httpVerb } = await kazoo.getWebhook(scope.accountId, item.id);
  const headers = { "x-hookline-probe": "1" };
  if (httpVerb === "get") return askTarget({ url: item.url, method: "GET", headers });
  return askTarget({
    url: item.url,
    method: httpVerb === "put" ? "PUT" : "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ hookline_probe: true }),
  });
}

async function reEnableOne(
  context: ReEnableContext,
  item: KazooWebhookListItem,
  { check, dryRun }: ReEnable,
): Promise<ReEnabledItem> {
  const { kazoo, scope } = context;
  const webhookId = item.id;
  const answer = await ask(context, item, check);
  const why = answer && refusalOf(answer);
  if (why !== null) return { webhookId, outcome: "refused", answer, why };
  if (dryRun) return { webhookId, outcome: "would-re-enable", answer, why };
  await kazoo.patchWebhook(scope.accountId, webhookId, { enabled: true });
  return { webhookId, outcome: "re-enabled", answer, why };
}

/** Switches webhooks on whose URLs answer 200, and says of each other one why not. */
export async function reEnableWebhooks(
  context: ReEnableContext,
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
