import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";

/** Everything that is assembled from events of calls. */
export const callsKey = (accountId: string) => ["account", accountId, "calls"] as const;

/** Which lists and details of calls miss something of what the stream brought. */
export function outdatedCalls(
  client: QueryClient,
  accountId: string,
  events: readonly EventSummary[],
): readonly QueryKey[] {
  const queryKey = callsKey(accountId);
  const isTouched = events.some(({ callId }) => callId);
  return isTouched ? client.getQueriesData({ queryKey }).map(([key]) => key) : [];
}
