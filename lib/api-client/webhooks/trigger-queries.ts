import { queryOptions } from "@tanstack/react-query";
import { triggerListSchema } from "@/lib/domain/trigger";
import { fetchJson } from "../request/fetch-json";

/** What this Kazoo can fire; it changes only when Kazoo is upgraded. */
export function triggersQuery() {
  return queryOptions({
    queryKey: ["triggers"],
    queryFn: ({ signal }) =>
      fetchJson("/api/triggers", triggerListSchema, { signal, asksKazoo: true }),
    staleTime: 10 * 60_000,
  });
}
