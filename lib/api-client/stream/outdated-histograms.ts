import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";
import { matchesFilter } from "@/lib/filter/event-filter";
import { histogramsKey } from "../events/event-histogram-query";

interface OutdatedHistograms {
  readonly counted: readonly QueryKey[];
  /** By free text: the store has to look at far more to count these. */
  readonly searched: readonly QueryKey[];
}

/** Which cached histograms miss something of what the stream brought. Repeats aren't counted. */
export function outdatedHistograms(
  client: QueryClient,
  accountId: string,
  events: readonly EventSummary[],
): OutdatedHistograms {
  const counted: QueryKey[] = [];
  const searched: QueryKey[] = [];
  const originals = events.filter((event) => event.repeatOf === null);
  for (const query of client.getQueryCache().findAll({ queryKey: histogramsKey(accountId) })) {
    const filter = query.meta?.eventFilter;
    const isTouched = filter
      ? originals.some((event) => matchesFilter(event, filter) !== false)
      : query.state.data === null;
    if (isTouched) (filter?.q === undefined ? counted : searched).push(query.queryKey);
  }
  return { counted, searched };
}
