import {
  type Happened,
  type WhereCheck,
  type WhereSpan,
  whereCheckSchema,
} from "@/lib/domain/where";
import { path } from "@/lib/format/path";
import { fetchFrames } from "../request/fetch-frames";

export interface WhereAsked {
  readonly happened: Happened | null;
  readonly span: WhereSpan;
  readonly elsewhere: boolean;
  /** The filter of the page that doesn't show it, as its URL says it. */
  readonly page: Readonly<Record<string, string>> | null;
}

/** Looks for an event that doesn't show and gives each check as it is done. Throws ApiError. */
export function whereIsMyEvent(
  accountId: string,
  webhookId: string,
  { signal, ...asked }: WhereAsked & { readonly signal: AbortSignal },
): AsyncGenerator<WhereCheck> {
  const url = path`/api/accounts/${accountId}/webhooks/${webhookId}/where`;
  return fetchFrames(url, whereCheckSchema, { body: asked, signal });
}
