import type { QueryClient } from "@tanstack/react-query";
import { callsKey } from "../calls/outdated-calls";
import { histogramsKey } from "../events/event-histogram-query";
import { eventListQuery, eventListsKey, eventsKey } from "../events/event-queries";
import { receiverStateQuery } from "../receiver/receiver-queries";

/**
 * Reads again, each as one page, the lists of an account's events that are on screen, and drops
 * the others. Only for lists that nobody is reading further down. Rejects when one can't be read.
 */
export async function refreshLists(client: QueryClient, accountId: string): Promise<void> {
  const lists = { queryKey: eventListsKey(accountId) };
  client.removeQueries({ ...lists, type: "inactive" });
  for (const { queryKey, meta } of client.getQueryCache().findAll(lists)) {
    if (!meta?.eventFilter) continue;
    // What was asked before this may answer what was true before.
    await client.cancelQueries({ queryKey, exact: true });
    await client.fetchInfiniteQuery({
      ...eventListQuery(accountId, meta.eventFilter),
      pages: 1,
      staleTime: 0,
      retry: false,
    });
  }
}

/** Reads again what else depends on the account's events. Credentials that are shown stay as they are. */
export function refreshBesideLists(client: QueryClient, accountId: string): void {
  const keys = [
    callsKey(accountId),
    histogramsKey(accountId),
    receiverStateQuery(accountId).queryKey,
  ];
  for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  void client.invalidateQueries({
    queryKey: eventsKey(accountId),
    predicate: ({ meta }) => !meta?.reveals,
  });
}
