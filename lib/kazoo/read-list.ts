import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import type { KazooRequest } from "./kazoo-request";

const rangeNotSatisfiable = 416;

/**
 * All items of a list. One page where the cluster allows it; where it says 416 (too much to hold
 * in its memory), page by page (docs/kazoo.md#lists).
 */
export async function readList<S extends z.ZodType>(
  client: KazooClient,
  request: KazooRequest,
  itemSchema: S,
): Promise<z.output<S>[]> {
  const pageSchema = z.object({
    data: z.array(itemSchema),
    next_start_key: z.string().nullish(),
  });
  const ask = (paging: Readonly<Record<string, string>>) =>
    client.ask({ ...request, query: { ...request.query, ...paging } });

  let answer = await ask({ paginate: "false" });
  if (answer.status === rangeNotSatisfiable) answer = await ask({});
  const items: z.output<S>[] = [];
  const seenKeys = new Set<string>();
  for (;;) {
    const envelope = requireSuccess(answer, request);
    const page = parseAnswered(pageSchema, envelope, answer.kazooRequestId);
    items.push(...page.data);
    const nextKey = page.next_start_key;
    if (!nextKey) return items;
    if (seenKeys.has(nextKey)) {
      throw new HooklineError("kazoo_bad_answer", "Kazoo's list goes round in circles.");
    }
    seenKeys.add(nextKey);
    answer = await ask({ start_key: nextKey });
  }
}
