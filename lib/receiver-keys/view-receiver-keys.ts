import type { AccountScope } from "@/lib/domain/account";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import { withPatience } from "@/lib/domain/with-patience";
import type { ReceiverKeys } from "./receiver-keys";

const readTimeoutMs = 2_000;

/** The account's keys as an operator sees them, oldest first. */
export async function viewReceiverKeys(
  receiverKeys: ReceiverKeys,
  scope: AccountScope,
): Promise<ReceiverKeyView[]> {
  // When each was last used is the database's to know; while it is away, what it said before.
  await withPatience(receiverKeys.refresh(), readTimeoutMs).catch(() => {});
  const forNewWebhooks = receiverKeys.forNewWebhooks(scope);
  return receiverKeys.list(scope).map((key) => ({
    id: key.id,
    name: key.name,
    url: receiverKeys.urlOf(key),
    isDefault: key.id === forNewWebhooks?.id,
    createdAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
  }));
}
