import type { EventStore } from "@/lib/event-store/event-store";
import type { RecallDeliveries, RecalledDelivery } from "./repeats";

/** Few enough that the first delivery after a start doesn't wait for long. */
const most = { limit: 500, limitBytes: 4 * 1024 * 1024 };

/** Reads back the newest deliveries of an account, so that a restart forgets no repeats. */
export function recallDeliveries(eventStore: Pick<EventStore, "searchDetails">): RecallDeliveries {
  return async (scope, since) => {
    const { items } = await eventStore.searchDetails(scope, { from: since }, most);
    return items.flatMap(({ webhookId, repeatOf, id, query, bodyBase64, receivedAt }) => {
      if (webhookId === null) return [];
      const body = Buffer.from(bodyBase64, "base64");
      const recalled: RecalledDelivery = {
        webhookId,
        query,
        body,
        id: repeatOf ?? id,
        at: receivedAt,
      };
      return [recalled];
    });
  };
}
