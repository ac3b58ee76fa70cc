import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { ObservedWebhook } from "@/lib/store/webhooks/known-webhook-store";
import {
  type newRecord,
  type PostgresMachine,
  startMachine,
} from "../../support/postgres/postgres-machine";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../../support/postgres/postgres-server";
import { acme } from "../../support/store/new-event";
import { until } from "../../support/until";
import "../../support/patience";

const other = { cluster: "default", accountId: "c".repeat(32) };
let server: TestPostgres;
let url: string;
let admin: pg.Client;
let machines: readonly [PostgresMachine, PostgresMachine];
let ending: AbortController;

beforeAll(async () => {
  server = await startPostgres();
}, stopTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);
beforeEach(async () => {
  url = await server.createDatabase();
  machines = [await startMachine(url), await startMachine(url)];
  admin = new pg.Client(url);
  await admin.connect();
  ending = new AbortController();
}, stopTimeoutMs);
afterEach(async () => {
  ending.abort();
  await admin.end();
  await Promise.all(machines.map((machine) => machine.stop()));
  for (const machine of machines) machine.remove();
}, stopTimeoutMs);

/** Sequences of the account in the database, in their order. */
async function stored(): Promise<number[]> {
  const { rows } = await admin.query(
    `select sequence::int from event join scope on scope.id = scope_id
     where account_id = $1 order by sequence`,
    [acme.accountId],
  );
  return rows.map(({ sequence }) => sequence);
}

/** Resolves once so many events of the account are stored. */
const untilStored = (count: number) => until(async () => (await stored()).length === count);

async function idsOf(filter: EventFilter): Promise<string[]> {
  const { items } = await machines[0].store.eventStore.search(acme, filter, { limit: 50 });
  return items.map(({ id }) => id);
}

test("what one machine receives appears live on the other, and nobody else's", async () => {
  const [first, second] = machines;
  const viewer = second.view(ending.signal);
  for (const scope of [acme, other, acme, other, acme]) await first.receive({ scope });
  await until(() => viewer.seen.length === 3);
  expect(viewer.seen).toEqual(await stored());
});

test("a word that none of ours sends on their channels changes nothing", async () => {
  const [first] = machines;
  const viewer = first.view(ending.signal);
  for (const word of ["", "{", "[1]", '["default"]', '["a","b",-1.5]']) {
    for (const channel of ["hookline_events", "hookline_refetch", "hookline_receiver_keys"]) {
      await admin.query("select pg_notify($1, $2)", [channel, word]);
    }
  }
  await first.receive();
  await until(() => viewer.seen.length === 1);
});

test("while both receive, viewers of both see each event once and in order", async () => {
  const viewers = machines.map((machine) => machine.view(ending.signal));
  const each = 200;
  await Promise.all(
    machines.map(async (machine) => {
      for (let left = each / 10; left > 0; left -= 1) {
        await Promise.all(Array.from({ length: 10 }, () => machine.receive()));
      }
    }),
  );
  await until(() => viewers.every(({ seen }) => seen.length >= 2 * each));
  const expected = await stored();
  expect(expected).toHaveLength(2 * each);
  for (const { seen } of viewers) expect(seen).toEqual(expected);
});

test("a viewer that comes late is given what was there before, then goes on", async () => {
  const [first, second] = machines;
  await first.receive();
  await second.receive();
  await untilStored(2);
  const viewer = second.view(ending.signal);
  await first.receive();
  await until(() => viewer.seen.length === 3);
  expect(viewer.seen).toEqual(await stored());
});

const endListeners = () =>
  admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  );

test("connections lost under load cost a viewer nothing and repeat nothing", async () => {
  const [first, second] = machines;
  const viewer = second.view(ending.signal);
  for (let round = 0; round < 10; round += 1) {
    for (let left = 10; left > 0; left -= 1) await first.receive();
    const { rowCount } = await endListeners();
    if (round === 0) expect(rowCount).toBe(2);
  }
  await until(() => viewer.seen.length === 100);
  expect(viewer.seen).toEqual(await stored());
});

test("what comes while a process can't listen is given once it can, though nothing follows", async () => {
  const [first, second] = machines;
  const viewer = second.view(ending.signal);
  await first.receive();
  await until(() => viewer.seen.length === 1);
  second.isReachable = false;
  await endListeners();
  await until(() => second.refused > 0);
  const { id } = await first.receiverKeys.create(other, "New");
  for (let left = 3; left > 0; left -= 1) await first.receive();
  await untilStored(4);
  expect(second.receiverKeys.list(other)).toEqual([]);
  const { refetches } = viewer;
  second.isReachable = true;
  await until(() => viewer.seen.length === 4);
  expect(viewer.seen).toEqual(await stored());
  await until(() => second.receiverKeys.list(other)[0]?.id === id);
  // What was let out of quarantine meanwhile was not told either.
  await until(() => viewer.refetches > refetches);
});

test("a key that one machine makes is known to the other, and so is its end", async () => {
  const [first, second] = machines;
  const key = await first.receiverKeys.ensure(other);
  await until(() => second.receiverKeys.list(other).length === 1);
  expect(await second.receiverKeys.ensure(other)).toMatchObject({ id: key.id });
  await second.receiverKeys.revoke(other, key.id);
  await until(() => first.receiverKeys.list(other).length === 0);
});

const parking: ObservedWebhook = { id: "w1", name: "Parked", trigger: "parking", state: "active" };
const sentBy = (webhookId: string): Partial<ReturnType<typeof newRecord>> => ({
  headers: [
    ["content-type", "application/json"],
    ["x-hook-id", webhookId],
  ],
});

test("deliveries of a webhook that was made through one machine are judged so on the other", async () => {
  const [first, second] = machines;
  await first.store.knownWebhookStore.listed(acme, [], Date.now() - 60_000);
  await second.store.knownWebhookStore.saved(acme, parking, Date.now());
  const { record } = await first.receive(sentBy("w1"));
  const { record: strange } = await first.receive(sentBy("w2"));
  await untilStored(2);
  expect(await idsOf({})).toEqual([record.id]);
  expect(await idsOf({ quarantined: true })).toEqual([strange.id]);
  expect(await first.store.eventStore.get(acme, record.id)).toMatchObject({
    trigger: "parking",
    decidedBy: "webhook",
    quarantine: null,
  });
});

test("what is let out of quarantine through one machine is told to the pages of the other", async () => {
  const [first, second] = machines;
  await first.store.knownWebhookStore.listed(acme, [], Date.now() - 60_000);
  const viewer = first.view(ending.signal);
  const { record } = await first.receive(sentBy("w1"));
  await until(() => viewer.seen.length === 1);
  expect(await idsOf({})).toEqual([]);
  const { released } = await second.store.knownWebhookStore.saved(acme, parking, Date.now());
  expect(released).toBe(1);
  await until(() => viewer.refetches === 1);
  expect(await idsOf({})).toEqual([record.id]);
});

test("of a delivery that reaches both machines the later is marked as a repeat", async () => {
  const [first, second] = machines;
  const body = Buffer.from('{"id":"the same"}');
  const { record } = await first.receive({ body });
  await untilStored(1);
  const { record: again } = await second.receive({ body });
  await until(async () => (await second.store.eventStore.get(acme, again.id)) !== null);
  expect(await second.store.eventStore.get(acme, again.id)).toMatchObject({ repeatOf: record.id });
});

test("of two consoles on one spool, as after a copied data folder, each event is stored once", async () => {
  const [first] = machines;
  for (let left = 300; left > 0; left -= 1) void first.receive();
  const double = await startMachine(url, { folder: first.folder });
  for (let left = 300; left > 0; left -= 1) await first.receive();
  await untilStored(600);
  await double.stop();
  const { rows } = await admin.query("select count(distinct id)::int as ids from event");
  expect(rows[0].ids).toBe(600);
});
