import { HooklineError } from "@/lib/domain/hookline-error";
import type { Webhook } from "@/lib/domain/webhook";
import type { WhereCheck, WhereStep } from "@/lib/domain/where";
import { getWebhook } from "../get-webhook";
import { checkAttempts } from "./check-attempts";
import { checkMatch } from "./check-match";
import { checkReceiver } from "./check-receiver";
import {
  checkPage,
  checkQuarantine,
  checkRetention,
  checkStored,
  checkWaiting,
} from "./check-store";
import { checkWebhook } from "./check-webhook";
import { findEvent } from "./find-event";
import { verdictOf } from "./verdict-of";
import { type Told, told, type WhereContext } from "./where-context";
import type { WhereQuestion } from "./where-request";

/** Read once, however many ask. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/** What can't be asked just now is not told; the other checks still are. */
async function orUnknown(check: () => Told | Promise<Told>): Promise<Told> {
  try {
    return await check();
  } catch (cause) {
    if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
    return told("unknown", cause.message);
  }
}

/**
 * Looks for an event that doesn't show, all the way from the webhook to the page's filter. The checks
 * run at once and are told in order; the last one is the verdict.
 */
export async function* whereIsMyEvent(
  context: WhereContext,
  question: WhereQuestion,
): AsyncGenerator<WhereCheck> {
  const { webhookId, happened, elsewhere, page } = question;
  const read = once(async (): Promise<Webhook | null> => {
    try {
      return await getWebhook(context, webhookId);
    } catch (cause) {
      if (cause instanceof HooklineError && cause.code === "webhook_not_found") return null;
      throw cause;
    }
  });
  const found = once(() => findEvent(context, question));
  const steps: readonly (readonly [WhereStep, () => Told | Promise<Told>])[] = [
    ["webhook", () => checkWebhook(context, question, read)],
    ["match", () => checkMatch(happened, read)],
    ["attempts", () => checkAttempts(context, question, read)],
    ["receiver", () => checkReceiver(context, elsewhere, read)],
    ["waiting", () => checkWaiting(context, question)],
    ["quarantine", async () => checkQuarantine(await found())],
    ["retention", async () => checkRetention(context, question, await found())],
    ["stored", async () => checkStored(await found(), read)],
    ...(page ? [["page", async () => checkPage(context, page, await found())] as const] : []),
  ];
  const running = steps.map(([check, run]) => {
    const telling = orUnknown(run);
    // It is awaited in its turn.
    telling.catch(() => {});
    return { check, telling };
  });
  const checks: WhereCheck[] = [];
  for (const { check, telling } of running) {
    const one = { check, ...(await telling) };
    checks.push(one);
    yield one;
  }
  yield verdictOf(checks);
}
