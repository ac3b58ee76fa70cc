import type { AccountScope } from "@/lib/domain/account";
import { receiveHere } from "@/lib/domain/webhook";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";

/** The URL itself, or this account's receiver where the operator chose "here". */
export async function resolveUrl(
  url: string,
  scope: AccountScope,
  receiverKeys: ReceiverKeys,
): Promise<string> {
  if (url !== receiveHere) return url;
  return receiverKeys.urlOf(await receiverKeys.ensure(scope));
}
