import pLimit from "p-limit";
import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import {
  type FailureLimits,
  type LastAnswer,
  usualFailureLimits,
} from "@/lib/domain/webhook-health";
import type { KazooAttempt, KazooSession } from "@/lib/kazoo/kazoo";
import { createShortMemory } from "./short-memory";

const recentMs = 5 * 60_000;
const recentLimit = 200;
const rangeMs = 31 * 86_400_000;
const clocksMs = 5_000;
/** Each costs a request or two: in an account where all is off, the newest lists say enough. */
const maxLookedUp = 40;
/** Of the eight requests that an operator may have under way, most are left to the list. */
const lookUpsAtOnce = 3;
const recentKeptMs = 4_000;
const lastKeptMs = 60_000;
const limitsKeptMs = 10 * 60_000;

export interface FailuresContext {
  readonly kazoo: Pick<KazooSession, "listAttempts" | "readFailureLimits">;
  readonly scope: AccountScope;
  /** Whose view of Kazoo it is. */
  readonly operatorId: string;
}

export function toAnswer({ at, result, code, clientError }: KazooAttempt): LastAnswer {
  return { at, isSuccess: result === "success", code, clientError };
}

/**
 * What Kazoo's attempts say of an account's webhooks, for one request that covers all of them and
 * one more for each that is asked about by name. Null where Kazoo doesn't tell.
 */
export function createKazooFailures(logger: Logger) {
  const recent = createShortMemory<readonly KazooAttempt[]>(recentKeptMs, 1_000);
  const last = createShortMemory<LastAnswer | null>(lastKeptMs, 10_000);
  const limits = createShortMemory<Partial<FailureLimits>>(limitsKeptMs, 10_000);

  async function orNull<T>(reading: Promise<T>): Promise<T | null> {
    try {
      return await reading;
    } catch (cause) {
      if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
      logger.debug({ err: cause }, "attempts were not read");
      return null;
    }
  }

  const keyOf = ({ scope, operatorId }: FailuresContext) =>
    `${scope.cluster}/${scope.accountId}/${operatorId}`;

  return {
    /** Of the whole account and the last minutes, newest first. */
    recent(context: FailuresContext, now: number): Promise<readonly KazooAttempt[] | null> {
      const { kazoo, scope } = context;
      const request = { from: now - recentMs, to: now + clocksMs, skip: 0, limit: recentLimit };
      const read = async () => (await kazoo.listAttempts(scope.accountId, request)).items;
      return orNull(recent.recall(keyOf(context), read));
    },
    /** The account's own limits, where Kazoo shows them; else those that Kazoo has by itself. */
    async limits(context: FailuresContext): Promise<FailureLimits> {
      const { kazoo, scope } = context;
      const read = () => kazoo.readFailureLimits(scope.accountId);
      return { ...usualFailureLimits, ...(await orNull(limits.recall(keyOf(context), read))) };
    },
    /** The newest of each of these webhooks in the last month, as far as one was logged. */
    async last(
      context: FailuresContext,
      webhookIds: readonly string[],
      now: number,
    ): Promise<ReadonlyMap<string, LastAnswer>> {
      const { kazoo, scope } = context;
      const inTurn = pLimit(lookUpsAtOnce);
      const found = await Promise.all(
        webhookIds.slice(0, maxLookedUp).map(async (webhookId) => {
          const request = { webhookId, from: now - rangeMs, to: now, skip: 0, limit: 1 };
          const answer = await orNull(
            last.recall(`${keyOf(context)}/${webhookId}`, () =>
              inTurn(async () => {
                const [newest] = (await kazoo.listAttempts(scope.accountId, request)).items;
                return newest ? toAnswer(newest) : null;
              }),
            ),
          );
          return answer ? [{ webhookId, answer }] : [];
        }),
      );
      return new Map(found.flat().map(({ webhookId, answer }) => [webhookId, answer]));
    },
  };
}
