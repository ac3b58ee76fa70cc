import { LRUCache } from "lru-cache";
import type { KazooClient } from "../client";
import { parseAnswered, requireSuccess } from "../client";
import type { KazooAnswer } from "../kazoo-request";
import { createSweepPace, type PaceClock, type SweepPace } from "./sweep-pace";

const rememberedAccounts = 10_000;
const tooManyRequests = 429;
const maxTries = 5;
const firstPauseMs = 2_000;
/** Of Kazoo's 100. Where more are left, a request took nothing from anybody. */
const plentyLeft = 67;

/** Master tells what is left in the bucket, from which a login's token takes nothing; 4.3 doesn't. */
function costNothing({ envelope }: KazooAnswer): boolean {
  return (envelope?.tokens?.remaining ?? 0) >= plentyLeft;
}

function pauseMsOf({ retryAfterSeconds }: KazooAnswer, tries: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1_000;
  return firstPauseMs * 2 ** (tries - 1);
}

/**
 * A client that asks at the pace of a sweep. A request that Kazoo refuses as one too many has not
 * been done, whatever it was, so it goes out again after a pause.
 */
export function createSweepClient(client: KazooClient, pace: SweepPace): KazooClient {
  const ask: KazooClient["ask"] = async (request) => {
    for (let tries = 1; ; tries += 1) {
      await pace.take();
      const answer = await client.ask({ ...request, once: true });
      if (costNothing(answer)) pace.giveBack();
      if (answer.status !== tooManyRequests || tries === maxTries) return answer;
      pace.refused(pauseMsOf(answer, tries));
    }
  };
  return {
    ask,
    async read(request, schema) {
      const answer = await ask(request);
      return parseAnswered(schema, requireSuccess(answer, request).data, answer.kazooRequestId);
    },
    close: () => client.close(),
  };
}

/** One pace for all sweeps of an account's operators: they share one bucket. */
export function createSweepPaces(
  clock?: PaceClock,
): (cluster: string, accountId: string) => SweepPace {
  const paces = new LRUCache<string, SweepPace>({ max: rememberedAccounts });
  return (cluster, accountId) => {
    const key = `${cluster}/${accountId}`;
    const pace = paces.get(key) ?? createSweepPace(clock);
    paces.set(key, pace);
    return pace;
  };
}
