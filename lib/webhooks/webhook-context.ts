import type { AccountScope } from "@/lib/domain/account";
import type { KazooSession } from "@/lib/kazoo/kazoo";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";

/** What every webhook verb works with. */
export interface WebhookContext {
  readonly kazoo: KazooSession;
  readonly receiverKeys: ReceiverKeys;
  /** Already checked to be in the operator's tree. */
  readonly scope: AccountScope;
}
