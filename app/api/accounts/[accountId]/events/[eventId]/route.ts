import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { viewEvent } from "@/lib/secrets/view-event";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /**
   * One event with its payload, headers and raw bytes. Another account's id is unknown here.
   * Credentials are masked; with `?reveal=1` they are not, and the log says who looked.
   */
  GET: route({
    auth: "account",
    params: z.object({ eventId: z.string().max(64) }),
    query: z.object({ reveal: z.literal("1").optional() }),
    async handle({ runtime: { eventStore, logger }, scope, session, params: { eventId }, query }) {
      const event = await eventStore.get(scope, eventId);
      if (!event) {
        throw new HooklineError("event_not_found", "There is no such event in this account.");
      }
      const view = viewEvent(event, query.reveal === "1");
      if (view.secrets === "revealed") {
        const { operatorId, username } = session;
        logger.info({ ...scope, eventId, operatorId, username }, "secrets revealed");
      }
      return view;
    },
  }),
});
