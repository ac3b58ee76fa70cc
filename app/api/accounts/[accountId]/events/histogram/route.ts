import { histogramQuerySchema } from "@/lib/filter/histogram-query";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** How many events of each kind came when, by the filter of the list. */
  GET: route({
    auth: "account",
    query: histogramQuerySchema,
    async handle({ runtime, scope, query: { filter, buckets } }) {
      const items = await runtime.eventStore.histogram(scope, filter, buckets);
      return { items, nextCursor: null };
    },
  }),
});
