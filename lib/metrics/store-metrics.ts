import type { EventStore } from "@/lib/event-store/event-store";
import type { OpenedEventStore } from "@/lib/event-store/opened-event-store";
import type { LostDeliveries } from "@/lib/receiver/lost-deliveries";
import { counter, gauge, type Metric } from "./metric";

// Nobody's account: what is asked for is the whole store's.
const noScope = { cluster: "", accountId: "" };

/** What waits inside this process. Asks nobody, so it is there also when the database isn't. */
export function loadMetrics({ load }: Pick<OpenedEventStore, "load">): Metric[] {
  const { queuedEvents, queuedBytes, unindexedEvents } = load();
  return [
    gauge("hookline_queued_events", "Events that wait for a commit to take them.", queuedEvents),
    gauge("hookline_queued_bytes", "Memory that these events occupy, roughly.", queuedBytes),
    ...(unindexedEvents === null
      ? []
      : [
          gauge(
            "hookline_unindexed_events",
            "Stored events that the search index doesn't have yet.",
            unindexedEvents,
          ),
        ]),
  ];
}

interface StoreParts extends Pick<OpenedEventStore, "freeDiskBytes"> {
  readonly eventStore: Pick<EventStore, "stats">;
  readonly lostDeliveries: Pick<LostDeliveries, "total">;
}

/** What the database and its disk tell, of all processes together. Rejects when they can't. */
export async function storeMetrics(parts: StoreParts): Promise<Metric[]> {
  const { eventStore, lostDeliveries, freeDiskBytes } = parts;
  const [{ horizon }, lost, free] = await Promise.all([
    eventStore.stats(noScope),
    lostDeliveries.total(),
    freeDiskBytes(),
  ]);
  const { droppedEvents, droppedBefore } = horizon;
  return [
    gauge(
      "hookline_not_stored_deliveries",
      "Deliveries answered 200 and not stored, of all processes, that nobody has acknowledged.",
      lost,
    ),
    counter("hookline_retention_dropped_events_total", "Events that were dropped.", droppedEvents),
    gauge(
      "hookline_retention_dropped_before_timestamp_seconds",
      "Events received before may be gone, Unix time; 0 when none is.",
      (droppedBefore ?? 0) / 1000,
    ),
    ...(free === null
      ? []
      : [gauge("hookline_disk_free_bytes", "Free bytes of the database's disk.", free)]),
  ];
}
