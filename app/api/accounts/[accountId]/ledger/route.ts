import { readLedger } from "@/lib/attempts/read-ledger";
import { ledgerQuerySchema } from "@/lib/domain/ledger";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** One row a delivery with both ends joined, newest first, and how many there are of each outcome. */
  GET: route({
    auth: "account",
    query: ledgerQuerySchema,
    handle: ({ runtime, session, scope, query }) =>
      readLedger({ ...runtime, kazoo: runtime.kazoo.as(session), scope }, query),
  }),
});
