import { eventQuerySchema } from "@/lib/filter/event-filter";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { viewPage } from "@/lib/secrets/view-event";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The account's events, newest first; beside them what could not be stored. */
  GET: route({
    auth: "account",
    query: eventQuerySchema,
    async handle({ runtime: { eventStore, notStored }, scope, query }) {
      const { cursor, limit, ...filter } = query;
      const page = await eventStore.search(scope, filter, { cursor, limit });
      return { ...viewPage(page), notStored: await notStored.of(scope) };
    },
  }),
});
