import { type TestHop, testHopSchema } from "@/lib/domain/test-hop";
import { path } from "@/lib/format/path";
import { fetchFrames } from "../request/fetch-frames";

/** Makes a webhook deliver once and gives each hop as it happens. Throws ApiError. */
export function testWebhook(
  accountId: string,
  webhookId: string,
  { elsewhere, signal }: { readonly elsewhere: boolean; readonly signal: AbortSignal },
): AsyncGenerator<TestHop> {
  const url = path`/api/accounts/${accountId}/webhooks/${webhookId}/test`;
  return fetchFrames(url, testHopSchema, { body: { elsewhere }, signal });
}
