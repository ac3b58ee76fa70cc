import { type ReEnable, reEnabledSchema } from "@/lib/domain/re-enable";
import { path } from "@/lib/format/path";
import { fetchJson } from "../request/fetch-json";

/** Asks webhooks' URLs and switches on what answers 200; one result each. */
export async function reEnableWebhooks(accountId: string, body: ReEnable) {
  const { items } = await fetchJson(
    path`/api/accounts/${accountId}/webhooks/re-enable`,
    reEnabledSchema,
    { method: "POST", body, asksKazoo: true },
  );
  return items;
}
