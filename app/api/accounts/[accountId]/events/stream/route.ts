import { z } from "zod";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { sseResponse } from "@/lib/http/sse";
import { parseLastEventId } from "@/lib/live/last-event-id";
import { liveFrames } from "@/lib/live/live-frames";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Events as they come, from `Last-Event-ID` or `?after=` on; from now on without either. */
  GET: route({
    auth: "account",
    query: z.object({ after: z.string().optional() }),
    async handle({ runtime, request, scope, session, query }) {
      const { eventStore, broker, accountAccess, stopping } = runtime;
      const resumeFrom = request.headers.get("last-event-id") ?? query.after;
      const afterSequence =
        resumeFrom === undefined
          ? (await eventStore.search(scope, {}, { limit: 1 })).lastSequence
          : parseLastEventId(resumeFrom);
      const { expiresAt } = session;
      const checkAccess = () => accountAccess.require(session, scope.accountId);
      return sseResponse(
        (signal) =>
          liveFrames({ scope, afterSequence, eventStore, broker, signal, expiresAt, checkAccess }),
        { request, stopping },
      );
    },
  }),
});
