import { exportQuerySchema } from "@/lib/export/export-query";
import { exportResponse } from "@/lib/export/export-response";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

export const dynamic = "force-dynamic";

/**
 * The events of the list's filter as a file, newest first. Credentials are masked; with `?reveal=1`
 * they are not, and the log says who looked.
 */
export const GET = route({
  auth: "account",
  query: exportQuerySchema,
  handle({ runtime, scope, session, requestId, query }) {
    const { eventStore, logger, stopping } = runtime;
    const { operatorId, username } = session;
    const operator = { operatorId, username };
    return exportResponse({ eventStore, logger, stopping, scope, requestId, operator, query });
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
