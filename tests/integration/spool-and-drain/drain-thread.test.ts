import { writeFileSync } from "node:fs";
import Database from "libsql";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bundleForNode } from "../../support/bundle-for-node";
import { delivery } from "../../support/drain/drained-spool";
import { type DrainingStore, openDrainingStore } from "../../support/drain/draining-store";
import { acme } from "../../support/store/new-event";
import { temporaryDatabase } from "../../support/store/sqlite-event-store";
import { until } from "../../support/until";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let place: ReturnType<typeof temporaryDatabase>;
let store: DrainingStore;
beforeEach(() => {
  place = temporaryDatabase();
});
afterEach(async () => {
  await store.close();
  place.remove();
});

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const storedIds = async () =>
  (await store.eventStore.since(acme, 0, 10_000)).map(({ facts }) => facts.id);
const isStored = (count: number) => until(async () => (await storedIds()).length >= count);

test("what is received is stored, found and shown to who watches", async () => {
  store = await openDrainingStore(place.file);
  const seen: number[] = [];
  store.broker.subscribe(acme, { received: ({ sequence }) => seen.push(sequence), refetch() {} });
  const places = await Promise.all(
    numbers(1_500).map((id) => store.receive(delivery({ id, text: `word${id}` }))),
  );
  await isStored(1_500);
  expect(await storedIds()).toEqual(numbers(1_500));
  await until(() => seen.length === 1_500);
  expect(seen).toEqual(numbers(1_500).map((number) => number + 1));
  const { items } = await store.eventStore.search(acme, { q: "word1499" }, { limit: 5 });
  expect(items.map(({ facts }) => facts.id)).toEqual([1_499]);
  const last = places.at(-1);
  await until(() => last && store.committed()[last.segment] === last.end);
  await until(() => store.drain.status().stored === 1_500);
  expect(store.drain.status()).toMatchObject({ paused: null, lastError: null });
  expect(store.drain.waitingOf(acme)).toMatchObject({ deliveries: 0, oldestReceivedAt: null });
});

test("what waits for a database that another process holds is told of, and then stored", async () => {
  store = await openDrainingStore(place.file);
  await store.receive(delivery({ id: "before" }));
  await isStored(1);
  const other = new Database(place.file);
  other.exec("begin immediate");
  const receivedAt = 1_764_000_111_000;
  for (const id of [1, 2, 3]) await store.receive(delivery({ id }, { receivedAt }));
  await until(() => store.drain.status().paused === "database");
  await until(() => store.drain.status().waiting.deliveries === 3);
  expect(store.drain.status().lastError).toMatch(/locked/);
  expect(store.drain.waitingOf(acme)).toMatchObject({
    deliveries: 3,
    oldestReceivedAt: receivedAt,
  });
  expect(store.drain.waitingOf({ ...acme, cluster: "other" }).deliveries).toBe(0);
  other.exec("rollback");
  other.close();
  await isStored(4);
  expect(await storedIds()).toEqual(["before", 1, 2, 3]);
  await until(() => store.drain.status().paused === null);
});

test("a thread that dies within the draining starts again where it was", async () => {
  const workerFile = await bundleForNode("tests/support/store/mortal-worker.ts");
  store = await openDrainingStore(place.file, { workerFile });
  for (const round of [0, 1, 2]) {
    const ids = numbers(700).map((id) => round * 700 + id);
    const received = ids.map((id) => store.receive(delivery({ id })));
    // It dies of whatever is written next.
    writeFileSync(`${place.file}.die`, "");
    await store.receiverKeyStore.remove(acme, "none").catch(() => {});
    await Promise.all(received);
    await isStored((round + 1) * 700);
  }
  expect(await storedIds()).toEqual(numbers(2_100));
  await until(async () => {
    const found = await store.eventStore.search(acme, { kind: "unknown" }, { limit: 1 });
    return found.items.length === 1;
  });
});

test("what the last process left in the spool is stored by the next", async () => {
  store = await openDrainingStore(place.file);
  const records = numbers(3_000).map((id) => delivery({ id }));
  await Promise.all(records.map((record) => store.receive(record)));
  await store.close();
  store = await openDrainingStore(place.file);
  await isStored(3_000);
  expect(await storedIds()).toEqual(numbers(3_000));
});
