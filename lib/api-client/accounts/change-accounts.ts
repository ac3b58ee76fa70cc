import {
  type AccountChangeFrame,
  type AccountChanges,
  accountChangeFrameSchema,
} from "@/lib/domain/account-changes";
import { path } from "@/lib/format/path";
import { fetchFrames } from "../request/fetch-frames";

/** Does, or with `dryRun` only tells, what is asked in an account and its descendants. */
export function changeAccounts(
  accountId: string,
  body: AccountChanges,
  signal: AbortSignal,
): AsyncGenerator<AccountChangeFrame> {
  const address = path`/api/accounts/${accountId}/descendants/webhooks/changes`;
  return fetchFrames(address, accountChangeFrameSchema, { body, signal });
}
