import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import type { ReceiverState } from "@/lib/domain/receiver-state";
import { withPatience } from "@/lib/domain/with-patience";
import type { EventStore } from "@/lib/store/store";
import type { ReceiverKeys } from "./receiver-keys";

const countTimeoutMs = 2_000;

interface Waiting {
  readonly deliveries: number;
  readonly bytes: number;
  readonly oldestReceivedAt: number | null;
}

interface ReceiverStateParts {
  readonly receiverKeys: Pick<ReceiverKeys, "forNewWebhooks" | "urlOf">;
  readonly receivers: { reports(): Pick<ReceiverState, "failingSince"> };
  readonly notStored: { of(scope: AccountScope): Promise<NotStored | null> };
  readonly drain: {
    status(): Pick<ReceiverState, "paused">;
    waitingOf(scope: AccountScope): Waiting;
  };
  readonly eventStore: Pick<EventStore, "countQuarantined">;
  readonly logger: Pick<Logger, "warn">;
}

/** The account's receiver and what becomes of what arrives, also while the database is away. */
export async function readReceiverState(
  { receiverKeys, receivers, notStored, drain, eventStore, logger }: ReceiverStateParts,
  scope: AccountScope,
): Promise<ReceiverState> {
  const counting = withPatience(eventStore.countQuarantined(scope), countTimeoutMs);
  const [missing, quarantined] = await Promise.all([
    notStored.of(scope),
    counting.catch((cause: unknown) => logger.warn({ err: cause }, "quarantine not counted")),
  ]);
  const key = receiverKeys.forNewWebhooks(scope);
  const { deliveries, bytes, oldestReceivedAt: oldestAt } = drain.waitingOf(scope);
  return {
    url: key && receiverKeys.urlOf(key),
    readAt: Date.now(),
    failingSince: receivers.reports().failingSince,
    notStored: missing,
    waiting: oldestAt === null ? null : { deliveries, bytes, oldestAt },
    paused: drain.status().paused,
    quarantined: quarantined ?? null,
  };
}
