import { whereSlackMs } from "@/lib/domain/where";
import { attemptInWords } from "@/lib/format/attempt-words";
import type { KazooAttempt } from "@/lib/kazoo/kazoo";
import { type ReadWebhook, type Told, told, type WhereContext } from "./where-context";
import type { WhereQuestion } from "./where-request";

const looksAt = 200;

function failuresInWords(attempts: readonly KazooAttempt[], isAll: boolean): string {
  const [newest] = attempts;
  const many = `${isAll ? "" : "at least "}${attempts.length} times`;
  const tried = attempts.length === 1 ? "once" : many;
  const answer = newest ? attemptInWords(newest) : "";
  return `Kazoo tried in that time and failed ${tried}. Of the last try: ${answer.charAt(0).toLowerCase()}${answer.slice(1)}.`;
}

/** What Kazoo logs of trying to deliver in that time, and what the receiver answered. */
export async function checkAttempts(
  { kazoo, scope }: Pick<WhereContext, "kazoo" | "scope">,
  { webhookId, span }: WhereQuestion,
  read: ReadWebhook,
): Promise<Told> {
  const { from, to } = span;
  const request = { webhookId, from, to: to + whereSlackMs, skip: 0, limit: looksAt };
  const { items, isLast } = await kazoo.listAttempts(scope.accountId, request);
  const failed = items.filter(({ result }) => result === "failure");
  const at = items[0]?.at ?? null;
  if (failed.length > 0) {
    const receivesHere = (await read().catch(() => null))?.receivesHere ?? false;
    const remedy = receivesHere ? "recover" : "attempts";
    return told("look", failuresInWords(failed, isLast), { at: failed[0]?.at ?? null, remedy });
  }
  if (items.length > 0) {
    return told("fine", "Kazoo logs that it delivered, and no failed attempt.", { at });
  }
  return told(
    "fine",
    "Kazoo logs no failed attempt in that time: what was fired was answered 200, or nothing was fired.",
  );
}
