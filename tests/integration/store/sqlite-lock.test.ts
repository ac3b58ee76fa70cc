import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { appendOne } from "../../support/store/append-one";
import { acme, newEvent } from "../../support/store/new-event";
import { openTestStore, temporaryDatabase } from "../../support/store/sqlite-event-store";

const key = { id: "k1", scope: acme, name: "Default", createdAt: 1, lastUsedAt: null };

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

it("commits all that it says it wrote after another process held the database", async () => {
  const { receiverKeyStore, notStoredStore, eventStore } = opened;
  await receiverKeyStore.insert({ ...key, key: "first" });
  const other = new Database(place.file);
  other.exec("begin immediate");
  // Each kind of write meets the lock; none of them may stand in the way of those that follow.
  const refused = await Promise.allSettled([
    receiverKeyStore.remove(acme, "k1"),
    appendOne(eventStore, newEvent({ id: "refused" })),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  other.exec("rollback");

  await receiverKeyStore.insert({ ...key, id: "k2", key: "second" });
  await notStoredStore.note([{ reporter: "r1", scope: acme, count: 1, firstAt: 1, lastAt: 1 }]);
  await appendOne(eventStore, newEvent({ id: "after" }));

  const rowsOf = (table: string) => other.prepare(`select * from ${table}`).all().length;
  expect(["receiver_key", "not_stored", "event"].map(rowsOf)).toEqual([2, 1, 1]);
  other.close();
});
