import { queryOptions } from "@tanstack/react-query";
import { webhookNamesSchema } from "@/lib/domain/webhook-name";
import { path } from "@/lib/format/path";
import { fetchJson } from "../request/fetch-json";
import { webhooksQuery } from "./webhook-queries";

/** Names that Hookline remembers, of deleted webhooks too. Kazoo is not asked. */
export function webhookNamesQuery(accountId: string) {
  return queryOptions({
    // Below the list: whoever changes a webhook has both read again.
    queryKey: [...webhooksQuery(accountId).queryKey, "names"],
    queryFn: ({ signal }) =>
      fetchJson(path`/api/accounts/${accountId}/webhooks/names`, webhookNamesSchema, { signal }),
    staleTime: 60_000,
    refetchInterval: 60_000,
  });
}
