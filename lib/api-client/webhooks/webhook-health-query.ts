import { queryOptions } from "@tanstack/react-query";
import { webhookHealthListSchema } from "@/lib/domain/webhook-health";
import { path } from "@/lib/format/path";
import { fetchJson } from "../request/fetch-json";

const askAgainMs = 10_000;

/**
 * Whether each webhook of the account works. Apart from their list, which is on screen before this
 * is known.
 */
export function webhookHealthQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "webhook-health"],
    queryFn: ({ signal }) =>
      fetchJson(path`/api/accounts/${accountId}/webhooks/health`, webhookHealthListSchema, {
        signal,
        asksKazoo: true,
      }),
    staleTime: askAgainMs / 2,
    // A gauge of the last minute is worth nothing when it is older.
    refetchInterval: askAgainMs,
    refetchOnWindowFocus: true,
  });
}
