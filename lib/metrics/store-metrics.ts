import type { Logger } from "@/lib/config/logger";
import { withPatience } from "@/lib/domain/with-patience";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { EventStore } from "@/lib/store/store";
import { counter, gauge, type Metric } from "./metric";

/** What waits inside this process. Reads memory only, so it works without the database. */
export function loadMetrics({ load }: Pick<OpenedEventStore, "load">): Metric[] {
  const { unindexedEvents } = load();
  if (unindexedEvents === null) return [];
  return [
    gauge(
      "hookline_unindexed_events",
      "Stored events that the search index doesn't have yet.",
      unindexedEvents,
    ),
  ];
}

/** Well within the ten seconds that Prometheus waits. */
const defaultTimeoutMs = 2_000;

interface StoreParts extends Pick<OpenedEventStore, "freeDiskBytes"> {
  readonly eventStore: Pick<EventStore, "horizon">;
  /** The last known value while the database is away. */
  readonly notStored: { total(): Promise<number> };
  readonly logger: Pick<Logger, "warn">;
}

/**
 * Measurements of the database and its disk, for all processes together. Never rejects: each part
 * has its own timeout, and a part that is late is left out.
 */
export async function storeMetrics(
  parts: StoreParts,
  timeoutMs = defaultTimeoutMs,
): Promise<Metric[]> {
  const { eventStore, notStored, freeDiskBytes, logger } = parts;
  const inTime = <T>(what: string, told: Promise<T>): Promise<T | undefined> =>
    withPatience(told, timeoutMs).catch((cause: unknown) => {
      logger.warn({ err: cause }, `${what} can't be measured`);
      return undefined;
    });
  // Small reads only: what depends on how much is stored is too much for every scrape.
  const [horizon, missing, free] = await Promise.all([
    inTime("the store", eventStore.horizon()),
    inTime("what was not stored", notStored.total()),
    inTime("the disk", freeDiskBytes()),
  ]);
  const metrics = [
    gauge(
      "hookline_store_answering",
      "1 when the database answered within two seconds, else 0.",
      horizon === undefined ? 0 : 1,
    ),
  ];
  if (missing !== undefined) {
    metrics.push(
      gauge(
        "hookline_not_stored_deliveries",
        "Deliveries answered 200 and not stored, that nobody has acknowledged, of all processes.",
        missing,
      ),
    );
  }
  if (horizon !== undefined) {
    metrics.push(
      counter(
        "hookline_retention_dropped_events_total",
        "Events that were dropped.",
        horizon.droppedEvents,
      ),
      gauge(
        "hookline_retention_dropped_before_timestamp_seconds",
        "Events received before may be gone, Unix time; 0 when none is.",
        (horizon.droppedBefore ?? 0) / 1000,
      ),
    );
  }
  if (free !== undefined && free !== null) {
    metrics.push(gauge("hookline_disk_free_bytes", "Free bytes of the database's disk.", free));
  }
  return metrics;
}
