import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  type PostgresMachine,
  type Received,
  startMachine,
} from "../../support/postgres/postgres-machine";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../../support/postgres/postgres-server";
import { acme } from "../../support/store/new-event";
import { isLongForm } from "../../support/torture";
import { until } from "../../support/until";

const rounds = isLongForm ? 300 : 15;
vi.setConfig({ testTimeout: isLongForm ? 600_000 : 120_000 });

let server: TestPostgres;
let url: string;
let admin: pg.Client;
let machine: PostgresMachine;

beforeAll(async () => {
  server = await startPostgres();
}, stopTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);
beforeEach(async () => {
  url = await server.createDatabase();
  machine = await startMachine(url);
  admin = new pg.Client({ connectionString: url, application_name: "admin" });
  await admin.connect();
}, stopTimeoutMs);
afterEach(async () => {
  await machine.stop();
  await admin.end();
  machine.remove();
}, stopTimeoutMs);

/** Ids in the database, in the order of their sequences. */
async function storedIds(): Promise<string[]> {
  const { rows } = await admin.query("select id from event order by sequence");
  return rows.map(({ id }) => id);
}

const idsOf = (received: readonly Received[]) => received.map(({ record }) => record.id);

/** Whether a connection is within a transaction. */
async function isDraining(): Promise<boolean> {
  const { rows } = await admin.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name <> 'admin' and xact_start is not null`,
  );
  return rows[0].count > 0;
}

test("deliveries are stored once each and in their order while connections are cut at random", async () => {
  const received: Received[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const burst = Promise.all(Array.from({ length: 40 }, () => machine.receive()));
    await until(isDraining);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name <> 'admin'`,
    );
    received.push(...(await burst));
  }
  await until(async () => (await storedIds()).length >= received.length, 120_000);
  expect(await storedIds()).toEqual(idsOf(received));
  const { rows } = await admin.query("select last::int, events::int from event_counter, scope");
  expect(rows).toEqual([{ last: received.length, events: received.length }]);
});

test("deliveries are stored once each while the drain's thread dies again and again", async () => {
  const threadEntry = "tests/support/drain/mortal-drain-thread.ts";
  const mortal = await startMachine(url, { threadEntry });
  const received: Received[] = [];
  for (let round = 0; round < 3; round += 1) {
    const burst = Promise.all(Array.from({ length: 40 }, () => mortal.receive()));
    const order = join(mortal.folder, "spool.die");
    writeFileSync(order, "");
    await until(() => !existsSync(order));
    received.push(...(await burst));
  }
  await until(async () => (await storedIds()).length >= received.length, 60_000);
  expect(await storedIds()).toEqual(idsOf(received));
  await mortal.stop();
  mortal.remove();
});

test("what is said of a commit is where the deliveries end in the spool", async () => {
  const received = [await machine.receive(), await machine.receive()];
  const last = received[1]?.place;
  await until(() => last && machine.committed()[last.segment] === last.end);
  expect(await storedIds()).toEqual(idsOf(received));
  await until(() => machine.drain.status().stored === 2);
  expect(machine.drain.status()).toMatchObject({ paused: null, lastError: null });
});

test("a spool that is brought back from a copy doubles nothing", async () => {
  const received = [await machine.receive(), await machine.receive()];
  await until(async () => (await storedIds()).length === 2);
  await machine.stop();
  // As after the segment was deleted, and its position with it.
  await admin.query("delete from drain_position");
  machine = await startMachine(url, { folder: machine.folder });
  received.push(await machine.receive());
  await until(async () => (await storedIds()).length >= 3);
  expect(await storedIds()).toEqual(idsOf(received));
});

test("a delivery that the database refuses as what it says is stored as its bytes", async () => {
  const received = [await machine.receive()];
  await until(async () => (await storedIds()).length === 1);
  await admin.query("alter table event add constraint odd check (type is distinct from 'odd')");
  const body = Buffer.from('{"action":"doc_created","type":"odd","id":"x"}');
  for (let number = 1; number < 40; number += 1) {
    received.push(await machine.receive(number % 13 === 5 ? { body } : {}));
  }
  await until(async () => (await storedIds()).length === 40);
  expect(await storedIds()).toEqual(idsOf(received));
  const id = received[5]?.record.id ?? "";
  expect(await machine.store.eventStore.get(acme, id)).toMatchObject({
    payload: null,
    problem: { code: "undecodable" },
    bodyBase64: body.toString("base64"),
  });
});

test("a delivery that the database takes in no form is set aside, and no other", async () => {
  const received = [await machine.receive()];
  await until(async () => (await storedIds()).length === 1);
  await admin.query("alter table event add constraint odd check (body_bytes <> 3)");
  for (let number = 1; number < 20; number += 1) {
    received.push(await machine.receive(number === 7 ? { body: Buffer.from("odd") } : {}));
  }
  const [odd] = received.splice(7, 1);
  await until(() => machine.drain.status().rejected === 1);
  await until(async () => (await storedIds()).length === 19);
  expect(await storedIds()).toEqual(idsOf(received));
  const rejected = readdirSync(join(machine.folder, "spool", "rejected"));
  expect(rejected.some((name) => name.includes(odd?.record.id ?? "nothing"))).toBe(true);
});

test("texts that PostgreSQL doesn't take lose what it doesn't take, and no more", async () => {
  const { record } = await machine.receive({
    query: "a=\0&b=1",
    headers: [
      ["content-type", "application/json"],
      ["x-odd", "\0\ud800"],
    ],
    body: Buffer.from('{"text":"a\\u0000b \\ud800 caf\\u00e9 word word word"}'),
  });
  await until(async () => (await storedIds()).length === 1);
  const found = await machine.store.eventStore.get(acme, record.id);
  expect(found).toMatchObject({
    query: "a=\ufffd&b=1",
    payload: { text: "a\0b \ud800 café word word word" },
    headers: [
      ["content-type", "application/json"],
      ["x-odd", "\0\ud800"],
    ],
  });
  const { items } = await machine.store.eventStore.search(acme, { q: "cafe word" }, { limit: 5 });
  expect(items.map(({ id }) => id)).toEqual([record.id]);
});

test("when a receiver key was last used is known to the minute", async () => {
  const receivedAt = Date.now() - 3 * 60_000;
  const lastUsed = async () => (await machine.store.receiverKeyStore.all())[0]?.lastUsedAt;
  await machine.receive({ receivedAt });
  await until(async () => (await lastUsed()) === receivedAt);
  await machine.receive({ receivedAt: receivedAt + 1_000 });
  await machine.receive({ receivedAt: receivedAt + 61_000 });
  await until(async () => (await lastUsed()) === receivedAt + 61_000);
});

test("what was judged before its webhook was made, and stored after, is let out", async () => {
  await machine.store.knownWebhookStore.listed(acme, [], Date.now() - 60_000);
  // The drain has judged and waits for the lock; the webhook is made meanwhile.
  await admin.query("begin");
  await admin.query("select from event_counter for update");
  const { record } = await machine.receive({
    headers: [
      ["content-type", "application/json"],
      ["x-hook-id", "w1"],
    ],
  });
  await until(async () => {
    const { rows } = await admin.query(
      "select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock'",
    );
    return rows[0].count > 0;
  });
  const webhook = { id: "w1", name: "Late", trigger: "parking", state: "active" } as const;
  const { released } = await machine.store.knownWebhookStore.saved(acme, webhook, Date.now());
  expect(released).toBe(0);
  await admin.query("commit");
  await until(async () => {
    const { items } = await machine.store.eventStore.search(acme, {}, { limit: 5 });
    return items.some(({ id }) => id === record.id);
  });
});
