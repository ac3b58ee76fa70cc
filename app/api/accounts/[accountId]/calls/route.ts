import { readCalls } from "@/lib/calls/read-calls";
import { callQuerySchema, callSpanAt } from "@/lib/domain/call";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The account's calls over all their legs: those in progress, and those of a range, newest first. */
  GET: route({
    auth: "account",
    query: callQuerySchema,
    handle({ runtime: { callStore }, scope, query }) {
      const now = Date.now();
      const request = { ...callSpanAt(query, now), cursor: query.cursor };
      return readCalls({ callStore, scope }, request, now);
    },
  }),
});
