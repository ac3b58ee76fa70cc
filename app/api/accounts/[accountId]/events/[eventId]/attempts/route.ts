import * as z from "zod/mini";
import { attemptsOfEvent } from "@/lib/attempts/attempts-of-event";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** What Kazoo logs of trying to deliver this event, newest first, masked as events are. */
  GET: route({
    auth: "account",
    params: z.object({ eventId: z.string().check(z.maxLength(64)) }),
    handle: ({ runtime, session, scope, params: { eventId } }) =>
      attemptsOfEvent({ ...runtime, kazoo: runtime.kazoo.as(session), scope }, eventId),
  }),
});
