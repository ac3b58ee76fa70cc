import { listAttempts } from "@/lib/attempts/list-attempts";
import { attemptQuerySchema } from "@/lib/domain/attempt";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Kazoo's own record of its tries to deliver, newest first, masked as events are. */
  GET: route({
    auth: "account",
    query: attemptQuerySchema,
    handle: ({ runtime, session, scope, query }) => {
      const { deliveryStore } = runtime;
      return listAttempts({ kazoo: runtime.kazoo.as(session), deliveryStore, scope }, query);
    },
  }),
});
