import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import type { KazooRequest } from "./kazoo-request";

const rangeNotSatisfiable = 416;

/**
 * The items of a list, one page where the cluster allows it; where it says 416 (too much to hold in
 * its memory), page by page (docs/kazoo.md#lists), `maxRequests` at most. Incomplete: more follow.
 */
export async function readListUpTo<S extends z.ZodType>(
  client: KazooClient,
  request: KazooRequest,
  itemSchema: S,
  maxRequests: number,
): Promise<{ readonly items: z.output<S>[]; readonly isComplete: boolean }> {
  const pageSchema = z.object({
    data: z.array(itemSchema),
    next_start_key: z.string().nullish(),
  });
  let asked = 0;
  const ask = (paging: Readonly<Record<string, string>>) => {
    asked += 1;
    return client.ask({ ...request, query: { ...request.query, ...paging } });
  };

  let answer = await ask({ paginate: "false" });
  if (answer.status === rangeNotSatisfiable) answer = await ask({});
  const items: z.output<S>[] = [];
  const seenKeys = new Set<string>();
  for (;;) {
    const envelope = requireSuccess(answer, request);
    const page = parseAnswered(pageSchema, envelope, answer.kazooRequestId);
    items.push(...page.data);
    const nextKey = page.next_start_key;
    if (!nextKey) return { items, isComplete: true };
    if (seenKeys.has(nextKey)) {
      throw new HooklineError("kazoo_bad_answer", "Kazoo's list goes round in circles.");
    }
    if (asked >= maxRequests) return { items, isComplete: false };
    seenKeys.add(nextKey);
    answer = await ask({ start_key: nextKey });
  }
}

/** All items of a list. */
export async function readList<S extends z.ZodType>(
  client: KazooClient,
  request: KazooRequest,
  itemSchema: S,
): Promise<z.output<S>[]> {
  const { items } = await readListUpTo(client, request, itemSchema, Number.POSITIVE_INFINITY);
  return items;
}
