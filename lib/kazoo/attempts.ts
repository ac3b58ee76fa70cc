import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { attemptSchema } from "./attempt-wire";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import { gregorianFromUnixMs } from "./gregorian-time";
import type { AttemptRange, KazooAttempt, KazooSession } from "./kazoo";
import { type KazooRequest, kazooPath } from "./kazoo-request";

const pageSchema = z.object({ data: z.array(attemptSchema) });

/** Spans of one UTC month each, newest first: Kazoo keeps a database for each month. */
function monthsOf({ from, to }: AttemptRange): AttemptRange[] {
  const months: AttemptRange[] = [];
  for (let end = to; end > from; ) {
    const last = new Date(end - 1);
    const start = Math.max(from, Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1));
    months.push({ from: start, to: end });
    end = start;
  }
  return months;
}

function isTooLarge(cause: unknown): boolean {
  if (!(cause instanceof HooklineError) || cause.code !== "kazoo_bad_answer") return false;
  const undiciSchema = z.object({ code: z.literal("UND_ERR_RES_EXCEEDED_MAX_SIZE") });
  return undiciSchema.safeParse(cause.cause).success;
}

export function createAttempts(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "listAttempts"> {
  /**
   * Pages are cut by time and count: a start key of Kazoo's is a second, so a page that begins within
   * one would begin with that second's first attempt again.
   */
  async function readMonth(
    request: KazooRequest,
    { from, to }: AttemptRange,
    most: number,
  ): Promise<readonly KazooAttempt[]> {
    const query = {
      created_from: String(gregorianFromUnixMs(from)),
      // The last second is within Kazoo's range.
      created_to: String(gregorianFromUnixMs(to - 1)),
      page_size: String(most),
    };
    const answer = await client.ask({ ...request, query });
    // Nothing was logged in that month, so there is no database of it.
    if (answer.status === 404 && answer.envelope) return [];
    const envelope = requireSuccess(answer, request);
    return parseAnswered(pageSchema, envelope, answer.kazooRequestId).data;
  }

  /** Bodies and answers have any length: fewer of them at a time where they are long. */
  async function readWithin(
    request: KazooRequest,
    month: AttemptRange,
    most: number,
    fewest: number,
  ): Promise<{ readonly read: readonly KazooAttempt[]; readonly asked: number }> {
    try {
      return { read: await readMonth(request, month, most), asked: most };
    } catch (cause) {
      if (most <= fewest || !isTooLarge(cause)) throw cause;
      return readWithin(request, month, Math.max(fewest, Math.ceil(most / 4)), fewest);
    }
  }

  return {
    async listAttempts(accountId, { webhookId, from, to, skip, limit }) {
      const of = webhookId === undefined ? [] : [webhookId];
      const path = kazooPath("accounts", accountId, "webhooks", ...of, "attempts");
      const request = { method: "GET", path, token } as const;
      const items: KazooAttempt[] = [];
      for (const month of monthsOf({ from, to })) {
        const most = skip + limit - items.length;
        const fewest = Math.max(1, skip - items.length + 1);
        const { read, asked } = await readWithin(request, month, most, fewest);
        items.push(...read);
        // There may be more of this month.
        if (read.length >= asked) return { items: items.slice(skip), isLast: false };
      }
      return { items: items.slice(skip), isLast: true };
    },
  };
}
