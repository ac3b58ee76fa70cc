import { exportQuerySchema } from "@/lib/export/export-query";
import { exportResponse } from "@/lib/export/export-response";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The events of the list's filter as a file, newest first. `?reveal=1` as for a single event. */
  GET: route({
    auth: "account",
    query: exportQuerySchema,
    handle({ runtime, request, scope, session, requestId, query }) {
      const { eventStore, exportSlots: slots, logger, stopping, accountAccess } = runtime;
      const { operatorId, username, expiresAt } = session;
      return exportResponse({
        method: request.method,
        eventStore,
        slots,
        logger,
        stopping,
        gone: request.signal,
        expiresAt,
        checkAccess: () => accountAccess.require(session, scope.accountId),
        scope,
        requestId,
        operator: { operatorId, username },
        query,
      });
    },
  }),
});
