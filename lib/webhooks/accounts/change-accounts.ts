import pLimit from "p-limit";
import type { AccountScope } from "@/lib/domain/account";
import type {
  AccountChange,
  AccountChangeFrame,
  AccountChanges,
} from "@/lib/domain/account-changes";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import { draftDefaults, receiveHere, type Webhook } from "@/lib/domain/webhook";
import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { AskTarget } from "@/lib/outgoing/ask-target";
import { createWebhook } from "../create-webhook";
import { reEnableWebhooks } from "../re-enable/re-enable-webhooks";
import type { AccountsContext, AccountsReader } from "./read-accounts";
import { streamSweep } from "./sweep-stream";

// Kazoo loses events of its own when more write at once.
const atOnce = 2;

export interface ChangeContext extends AccountsContext {
  readonly reader: AccountsReader;
  readonly askTarget: AskTarget;
  readonly noteSaved: (scope: AccountScope, webhook: Webhook) => Promise<unknown>;
}

type Outcome = Omit<Extract<AccountChangeFrame, { is: "result" }>, "is" | "index">;
type Change<K extends AccountChange["do"]> = Extract<AccountChange, { do: K }>;

const scopeOf = ({ cluster }: ChangeContext, { accountId }: AccountChange) => ({
  cluster,
  accountId,
});

async function reEnable(
  context: ChangeContext,
  change: Change<"re-enable">,
  items: readonly KazooWebhookListItem[],
  { check, dryRun }: AccountChanges,
): Promise<Outcome> {
  const { sweep, receiverKeys, askTarget } = context;
  const item = items.find(({ id }) => id === change.webhookId);
  if (item?.state === "active") return { outcome: "skipped", what: "It is on already." };
  const kazoo = { ...sweep.session, listWebhooks: () => Promise.resolve(items) };
  const [result] = await reEnableWebhooks(
    { kazoo, receiverKeys, askTarget, scope: scopeOf(context, change) },
    { webhookIds: [change.webhookId], check, dryRun },
  );
  if (!result || result.why !== null) {
    return { outcome: "failed", what: result?.why ?? "Kazoo has no such webhook." };
  }
  const { answer } = result;
  const what = answer
    ? `Its URL answers ${answer.status} in ${answer.tookMs} ms.`
    : "Its URL is elsewhere and not asked.";
  return { outcome: dryRun ? "would" : "done", what };
}

/** One that posts here already and fires on the same. */
async function sameHere(
  context: ChangeContext,
  change: Change<"create">,
  items: readonly KazooWebhookListItem[],
): Promise<KazooWebhookListItem | undefined> {
  const { sweep, receiverKeys } = context;
  const scope = scopeOf(context, change);
  const wanted = Object.entries(change.modifiers);
  for (const item of items) {
    if (item.trigger !== change.trigger || !receiverKeys.owns(scope, item.url)) continue;
    if (wanted.length === 0) return item;
    const { customData } = await sweep.session.getWebhook(scope.accountId, item.id);
    if (wanted.every(([key, value]) => customData[key] === value)) return item;
  }
  return undefined;
}

async function create(
  context: ChangeContext,
  change: Change<"create">,
  items: readonly KazooWebhookListItem[],
  dryRun: boolean,
): Promise<Outcome> {
  const { sweep, receiverKeys } = context;
  const { name, trigger, modifiers } = change;
  const scope = scopeOf(context, change);
  const same = await sameHere(context, change, items);
  if (same) {
    const advice = same.state === "active" ? "on" : "off: re-enable it instead";
    return { outcome: "skipped", what: `“${same.name}” posts here already and is ${advice}.` };
  }
  if (dryRun) return { outcome: "would", what: `Makes “${name}”, which posts here.` };
  const draft = { ...draftDefaults, name, trigger, modifiers, url: receiveHere };
  const made = await createWebhook({ kazoo: sweep.session, receiverKeys, scope }, draft);
  await context.noteSaved(scope, made);
  return { outcome: "done", what: `Made “${name}”.` };
}

async function doOne(
  context: ChangeContext,
  change: AccountChange,
  asked: AccountChanges,
  since: number,
): Promise<Outcome> {
  const { reader } = context;
  try {
    const { items } = await reader.listing(context, change.accountId, since);
    if (change.do === "re-enable") return await reEnable(context, change, items, asked);
    return await create(context, change, items, asked.dryRun);
  } catch (cause) {
    if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
    return { outcome: "failed", what: cause.message };
  }
}

/**
 * Does what is asked in the account and its descendants, or says what would be done; a result for
 * each. Nothing is made twice: an account's webhooks are read again right before it is changed.
 */
export async function* changeAccounts(
  given: ChangeContext,
  asked: AccountChanges,
): AsyncGenerator<AccountChangeFrame> {
  const { sweep, account, reader } = given;
  let triggers: ReturnType<typeof sweep.session.listTriggers> | undefined;
  const listTriggers = () => {
    triggers ??= sweep.session.listTriggers();
    return triggers;
  };
  const context = { ...given, sweep: { ...sweep, session: { ...sweep.session, listTriggers } } };
  yield* streamSweep<AccountChangeFrame>(context, async ({ push, isOver }) => {
    const descendants = await sweep.session.listDescendants(account.id);
    const known = new Set([account, ...descendants].map(({ id }) => id));
    const since = asked.dryRun ? 0 : Date.now();
    const groups = new Map<string, [number, AccountChange][]>();
    for (const [index, change] of asked.changes.entries()) {
      groups.set(change.accountId, [...(groups.get(change.accountId) ?? []), [index, change]]);
    }
    const inTurn = pLimit(atOnce);
    const workOn = async (accountId: string, changes: readonly [number, AccountChange][]) => {
      for (const [index, change] of changes) {
        if (isOver()) return;
        const outcome: Outcome = known.has(accountId)
          ? await doOne(context, change, asked, since)
          : { outcome: "failed", what: accountNotFound().message };
        if (outcome.outcome === "done") reader.forget(context, accountId);
        push({ is: "result", index, ...outcome });
      }
    };
    await Promise.all([...groups].map((group) => inTurn(() => workOn(...group))));
    push({ is: "done" });
  });
}
