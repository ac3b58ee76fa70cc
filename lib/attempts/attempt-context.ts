import type { AccountScope } from "@/lib/domain/account";
import type { KazooSession } from "@/lib/kazoo/kazoo";
import type { DeliveryStore } from "@/lib/store/deliveries/delivery-store";

/** What everything about attempts works with. */
export interface AttemptContext {
  readonly kazoo: Pick<KazooSession, "listAttempts">;
  readonly deliveryStore: DeliveryStore;
  /** Already checked to be in the operator's tree. */
  readonly scope: AccountScope;
}
