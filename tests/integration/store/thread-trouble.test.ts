import { writeFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { bundleForNode } from "../../support/bundle-for-node";
import { appendOne } from "../../support/store/append-one";
import { acme, newEvent } from "../../support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "../../support/store/sqlite-event-store";

let opened: OpenedEventStore;
let place: ReturnType<typeof temporaryDatabase>;
afterEach(async () => {
  await opened.close();
  place.remove();
});

async function storedIds(): Promise<unknown[]> {
  return (await opened.eventStore.since(acme, 0, 100)).map(({ facts }) => facts.id);
}

it("starts a database thread again that died, and stores on", async () => {
  place = temporaryDatabase();
  const { file } = place;
  const workerFile = await bundleForNode("tests/support/store/mortal-worker.ts");
  opened = await openSqliteEventStore({ file, workerFile, logger: silentLogger });
  await appendOne(opened.eventStore, newEvent({ id: "before" }));
  writeFileSync(`${file}.die`, "");
  await expect(appendOne(opened.eventStore, newEvent({ id: "with" }))).rejects.toMatchObject({
    code: "storage_unavailable",
  });
  await expect
    .poll(() =>
      appendOne(opened.eventStore, newEvent({ id: "after" })).then(
        () => "stored",
        () => "refused",
      ),
    )
    .toBe("stored");
  expect(await storedIds()).toEqual(["before", "after"]);
  const { items } = await opened.eventStore.search(acme, { q: "after" }, { limit: 5 });
  expect(items).toHaveLength(1);
});

it("lets one event that can't be written fail alone, not the others of its group", async () => {
  place = temporaryDatabase();
  opened = await openTestStore(place.file);
  // The column takes whole numbers only.
  const poison = { receivedAt: 1_764_000_000_000.5 };
  const outcomes = await Promise.allSettled([
    appendOne(opened.eventStore, newEvent({ id: "first" })),
    ...[1, 2, 3].map((n) => appendOne(opened.eventStore, newEvent({ id: `a${n}` }))),
    appendOne(opened.eventStore, newEvent({ id: "poison" }, poison)),
    ...[1, 2, 3].map((n) => appendOne(opened.eventStore, newEvent({ id: `b${n}` }))),
  ]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(outcomes[4]).toMatchObject({ reason: { code: "storage_unavailable" } });
  expect(await storedIds()).toEqual(["first", "a1", "a2", "a3", "b1", "b2", "b3"]);
});
