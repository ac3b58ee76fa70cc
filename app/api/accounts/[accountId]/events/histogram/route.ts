import { histogramQuerySchema } from "@/lib/filter/histogram-query";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/** How many events of each kind came when, by the filter of the list. */
export const GET = route({
  auth: "account",
  query: histogramQuerySchema,
  async handle({ runtime, scope, query: { filter, buckets } }) {
    const items = await runtime.eventStore.histogram(scope, filter, buckets);
    return { items, nextCursor: null };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
