import { eventQuerySchema } from "@/lib/filter/event-filter";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { viewPage } from "@/lib/secrets/view-event";

/** The account's events, newest first; beside them what could not be stored. */
export const GET = route({
  auth: "account",
  query: eventQuerySchema,
  async handle({ runtime: { eventStore, notStored }, scope, query }) {
    const { cursor, limit, ...filter } = query;
    const page = await eventStore.search(scope, filter, { cursor, limit });
    return { ...viewPage(page), notStored: await notStored.of(scope) };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
