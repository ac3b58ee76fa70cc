import { queryOptions } from "@tanstack/react-query";
import { path } from "@/lib/format/path";
import { viewedAttemptPageSchema } from "@/lib/secrets/viewed-attempt";
import { fetchJson } from "../request/fetch-json";
import { deliveriesKey } from "./delivery-queries";

/** What Kazoo logs of trying to deliver one event, newest first. */
export function eventAttemptsQuery(accountId: string, eventId: string) {
  return queryOptions({
    queryKey: [...deliveriesKey(accountId), "of-event", eventId],
    queryFn: ({ signal }) =>
      fetchJson(
        path`/api/accounts/${accountId}/events/${eventId}/attempts`,
        viewedAttemptPageSchema,
        { signal, asksKazoo: true },
      ),
  });
}
