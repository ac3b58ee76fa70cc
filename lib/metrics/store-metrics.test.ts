import { afterEach, beforeEach, expect, test } from "vitest";
import { createLostDeliveries, type LostDeliveries } from "@/lib/receiver/lost-deliveries";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { acme } from "@/tests/support/new-event";
import { openTestStore, silentLogger, temporaryDatabase } from "@/tests/support/sqlite-event-store";
import { storeMetrics } from "./store-metrics";

let place: ReturnType<typeof temporaryDatabase>;
let opened: OpenedEventStore;
let lostDeliveries: LostDeliveries;
beforeEach(async () => {
  place = temporaryDatabase();
  opened = await openTestStore(place.file);
  lostDeliveries = createLostDeliveries({ store: opened.notStoredStore, logger: silentLogger });
  lostDeliveries.add(acme, 1_000);
});
afterEach(async () => {
  await lostDeliveries.close();
  await opened.close();
  place.remove();
});

const never = () => new Promise<never>(() => {});
const lost = "hookline_not_stored_deliveries";
const answering = "hookline_store_answering";
const dropped = "hookline_retention_dropped_events_total";
const droppedBefore = "hookline_retention_dropped_before_timestamp_seconds";
const disk = "hookline_disk_free_bytes";

/** The names of what is told. The store may only be asked for what it keeps in one row. */
async function told(slow: { horizon?: boolean; disk?: boolean }): Promise<string[]> {
  const { horizon } = opened.eventStore;
  const metrics = await storeMetrics(
    {
      eventStore: { horizon: slow.horizon ? never : horizon },
      freeDiskBytes: slow.disk ? never : opened.freeDiskBytes,
      lostDeliveries,
      logger: silentLogger,
    },
    500,
  );
  return metrics.map(({ name }) => name);
}

test("a slow part hides no other", async () => {
  expect(await told({})).toEqual([lost, answering, dropped, droppedBefore, disk]);
  expect(await told({ disk: true })).toEqual([lost, answering, dropped, droppedBefore]);
  expect(await told({ horizon: true })).toEqual([lost, answering, disk]);
});
