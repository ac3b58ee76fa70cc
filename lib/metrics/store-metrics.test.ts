import { afterEach, beforeEach, expect, test } from "vitest";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { storeMetrics } from "./store-metrics";

let place: ReturnType<typeof temporaryDatabase>;
let opened: OpenedEventStore;
beforeEach(async () => {
  place = temporaryDatabase();
  opened = await openTestStore(place.file);
});
afterEach(async () => {
  await opened.close();
  place.remove();
});

const never = () => new Promise<never>(() => {});
const missing = "hookline_not_stored_deliveries";
const answering = "hookline_store_answering";
const dropped = "hookline_retention_dropped_events_total";
const droppedBefore = "hookline_retention_dropped_before_timestamp_seconds";
const disk = "hookline_disk_free_bytes";

/** The names of what is told. The store may only be asked for what it keeps in one row. */
async function told(slow: {
  horizon?: boolean;
  disk?: boolean;
  missing?: boolean;
}): Promise<string[]> {
  const { horizon } = opened.eventStore;
  const { total } = opened.notStoredStore;
  const metrics = await storeMetrics(
    {
      eventStore: { horizon: slow.horizon ? never : horizon },
      freeDiskBytes: slow.disk ? never : opened.freeDiskBytes,
      notStored: { total: slow.missing ? never : total },
      logger: silentLogger,
    },
    500,
  );
  return metrics.map(({ name }) => name);
}

test("a slow part hides no other", async () => {
  expect(await told({})).toEqual([answering, missing, dropped, droppedBefore, disk]);
  expect(await told({ disk: true })).toEqual([answering, missing, dropped, droppedBefore]);
  expect(await told({ horizon: true })).toEqual([answering, missing, disk]);
  expect(await told({ missing: true })).toEqual([answering, dropped, droppedBefore, disk]);
});
