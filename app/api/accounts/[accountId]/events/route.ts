import { eventQuerySchema } from "@/lib/domain/event-filter";
import { route } from "@/lib/http/route";

/** The account's events, newest first. */
export const GET = route({
  auth: "account",
  query: eventQuerySchema,
  handle: ({ runtime, scope, query: { cursor, limit, ...filter } }) =>
    runtime.eventStore.search(scope, filter, { cursor, limit }),
});
