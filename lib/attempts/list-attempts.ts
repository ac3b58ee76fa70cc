import { type Attempt, attemptRange } from "@/lib/domain/attempt";
import type { KazooAttempt } from "@/lib/kazoo/kazoo";
import { viewAttempt } from "@/lib/secrets/view-attempt";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import type { AttemptContext } from "./attempt-context";
import { decodePlace, encodePlace, placeBehind } from "./attempt-cursor";
import { firingKey, groupFirings } from "./firings";
import { joinDeliveries } from "./join-deliveries";
import { numberTries } from "./number-tries";
import { toAttempt } from "./to-attempt";

/** Read beyond a page, so that a firing's earlier tries are there: Kazoo tries five times at most. */
const lookahead = 8;
/** How often Kazoo is asked for one page that a filter leaves nearly empty. */
const maxReads = 8;

interface ListRequest {
  readonly webhookId?: string | undefined;
  readonly result?: Attempt["result"] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface AttemptPage {
  readonly items: readonly ViewedAttempt[];
  readonly nextCursor: string | null;
}

/** Kazoo's attempts, newest first, each with the stored event that it or its firing brought. */
export async function listAttempts(
  context: AttemptContext,
  request: ListRequest,
): Promise<AttemptPage> {
  const { kazoo, scope } = context;
  const { webhookId, result, cursor, limit } = request;
  const { from, to } = attemptRange(request);
  const read: KazooAttempt[] = [];
  const shown: KazooAttempt[] = [];
  let place = cursor === undefined ? { to, skip: 0 } : decodePlace(cursor);
  let isLast = false;

  for (let reads = 0; reads < maxReads && shown.length < limit && !isLast; reads += 1) {
    const range = { webhookId, from, ...place };
    const page = await kazoo.listAttempts(scope.accountId, { ...range, limit: limit + lookahead });
    read.push(...page.items);
    let taken = 0;
    for (const attempt of page.items) {
      if (shown.length === limit) break;
      taken += 1;
      if (result === undefined || attempt.result === result) shown.push(attempt);
    }
    place = placeBehind(place, page.items, taken);
    isLast = page.isLast && taken === page.items.length;
  }

  const joined = await joinDeliveries(context, groupFirings(read));
  const tryNumberOf = numberTries(read);
  const eventIdOf = (attempt: KazooAttempt) => joined.get(firingKey(attempt))?.[0]?.id ?? null;
  const items = shown.map((attempt) =>
    viewAttempt(toAttempt(attempt, tryNumberOf(attempt), eventIdOf(attempt))),
  );
  return { items, nextCursor: isLast ? null : encodePlace(place) };
}
