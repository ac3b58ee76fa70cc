import type { AttemptRange, KazooAttempt } from "@/lib/kazoo/kazoo";
import type { AttemptContext } from "./attempt-context";
import { placeBehind } from "./attempt-cursor";

const attemptsAtOnce = 1_000;
/** What is held at once of bodies and answers: more than a month of a webhook that is switched off. */
const maxAttempts = 10_000;

interface ReadAttempts {
  readonly attempts: readonly KazooAttempt[];
  /** False: older ones of the range were not read. */
  readonly isComplete: boolean;
}

/** All attempts of a range, newest first, up to ten thousand. */
export async function readAllAttempts(
  { kazoo, scope }: Pick<AttemptContext, "kazoo" | "scope">,
  { from, to, webhookId }: AttemptRange & { readonly webhookId?: string | undefined },
): Promise<ReadAttempts> {
  const attempts: KazooAttempt[] = [];
  let place = { to, skip: 0 };
  while (attempts.length < maxAttempts) {
    const range = { webhookId, from, ...place };
    const page = await kazoo.listAttempts(scope.accountId, { ...range, limit: attemptsAtOnce });
    attempts.push(...page.items);
    if (page.isLast) return { attempts, isComplete: true };
    place = placeBehind(place, page.items, page.items.length);
  }
  return { attempts, isComplete: false };
}
