import type { QueryClient } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";
import { liveTailKey, readLiveTail } from "./live-tail";

/** The event once the live stream has brought it to this page; null when it has not in time. */
export function awaitLiveEvent(
  client: QueryClient,
  { accountId, eventId }: { readonly accountId: string; readonly eventId: string },
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<EventSummary | null> {
  const find = () =>
    readLiveTail(client, accountId).events.find(({ id }) => id === eventId) ?? null;
  const there = find();
  if (there || signal.aborted) return Promise.resolve(there);
  return new Promise((resolve) => {
    const end = (event: EventSummary | null) => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener("abort", giveUp);
      resolve(event);
    };
    const giveUp = () => end(null);
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener("abort", giveUp);
    const unsubscribe = client.getQueryCache().subscribe(({ query }) => {
      if (query.queryKey[0] !== liveTailKey) return;
      const event = find();
      if (event) end(event);
    });
  });
}
