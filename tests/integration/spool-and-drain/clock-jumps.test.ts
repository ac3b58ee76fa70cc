import { afterEach, beforeEach, expect, test } from "vitest";
import { delivery, keyId, type TestSpool, temporarySpool } from "../../support/drain/drained-spool";
import {
  makeSqliteDrainPlace,
  type SqliteDrainPlace,
} from "../../support/drain/sqlite-drain-place";
import { acme } from "../../support/store/new-event";

const at = 1_764_000_000_000;
const hour = 3_600_000;

let place: SqliteDrainPlace;
let spool: TestSpool;
beforeEach(async () => {
  place = await makeSqliteDrainPlace();
  spool = temporarySpool();
  const key = { id: keyId, scope: acme, name: "Default", key: "k", createdAt: 1, lastUsedAt: null };
  await place.store.receiverKeyStore.insert(key);
});
afterEach(async () => {
  await spool.remove();
  await place.remove();
});

test("a clock that jumps changes neither the order nor what is kept", async () => {
  const clock = [at, at + 24 * hour, at - 24 * hour, 0, at + 1, at + 90 * 24 * hour, at + 2];
  await spool.write(clock.map((receivedAt, n) => delivery({ id: n }, { receivedAt })));
  const drain = spool.drain(await place.openSink());
  await drain.all();
  const { items } = await place.store.eventStore.search(acme, {}, { limit: 20 });
  const oldestFirst = items.toReversed();
  expect(oldestFirst.map(({ facts }) => facts.id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(oldestFirst.map(({ receivedAt }) => receivedAt)).toEqual(clock);
  const day = { from: at, to: at + hour };
  const found = await place.store.eventStore.search(acme, day, { limit: 20 });
  expect(found.items.map(({ facts }) => facts.id)).toEqual([6, 4, 0]);
});

test("the same delivery is a repeat of itself only within the same minute of the clock", async () => {
  const times = [at, at + 24 * hour, at + 1_000];
  await spool.write(times.map((receivedAt) => delivery({ id: "same" }, { receivedAt })));
  await spool.drain(await place.openSink()).all();
  const { items } = await place.store.eventStore.search(acme, {}, { limit: 20 });
  const [first, dayLater, secondLater] = items.toReversed();
  expect(first?.repeatOf).toBeNull();
  expect(dayLater?.repeatOf).toBeNull();
  expect(secondLater?.repeatOf).toBe(first?.id);
});
