import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { accountListSchema } from "@/lib/domain/account";
import { path } from "@/lib/format/path";
import { fetchJson } from "../request/fetch-json";

/** The operator's own account and its descendants. */
export function accountsQuery() {
  return queryOptions({
    queryKey: ["accounts", "list"],
    queryFn: ({ signal }) =>
      fetchJson("/api/accounts", accountListSchema, { signal, asksKazoo: true }),
    staleTime: 60_000,
  });
}

const receiverSchema = z.object({ url: z.string() });

/** The URL for new webhooks. Asking makes the account's first key, so only a form asks. */
export function receiverQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "receiver"],
    queryFn: ({ signal }) =>
      fetchJson(path`/api/accounts/${accountId}/receiver`, receiverSchema, {
        method: "POST",
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
