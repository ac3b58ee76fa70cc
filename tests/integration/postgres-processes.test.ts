import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openEventStream } from "@/lib/live/event-stream";
import { followPostgres } from "@/lib/live/follow-postgres";
import {
  createPostgresEventBroker,
  type PostgresEventBroker,
} from "@/lib/live/postgres-event-broker";
import { loadReceiverKeys, type ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import {
  type OpenedPostgresEventStore,
  openPostgresEventStore,
} from "@/lib/store/postgres/open-postgres-store";
import { acme, newEvent } from "../support/new-event";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { silentLogger } from "../support/sqlite-event-store";

/** What one app process has of these parts. */
interface AppProcess {
  readonly store: OpenedPostgresEventStore;
  readonly broker: PostgresEventBroker;
  readonly receiverKeys: ReceiverKeys;
  /** Whether it finds the database when it wants to listen, and how often it did not. */
  isReachable: boolean;
  refused: number;
  stop(): Promise<void>;
}

const other = { cluster: "default", accountId: "c".repeat(32) };
let server: TestPostgres;
let admin: pg.Client;
let processes: readonly [AppProcess, AppProcess];
let ending: AbortController;

async function startApp(url: string): Promise<AppProcess> {
  const store = await openPostgresEventStore({ url, logger: silentLogger });
  const broker = createPostgresEventBroker({ ...store, logger: silentLogger });
  const receiverKeys = await loadReceiverKeys(store.receiverKeyStore, "http://h.example");
  function connect(): pg.Client {
    if (app.isReachable) return store.newClient();
    app.refused += 1;
    return new pg.Client("postgres://nobody:wrong@127.0.0.1:1/nothing");
  }
  const app: AppProcess = {
    store,
    broker,
    receiverKeys,
    isReachable: true,
    refused: 0,
    async stop() {
      await stopFollowing();
      await store.close();
    },
  };
  const stopFollowing = await followPostgres({
    broker,
    receiverKeys,
    connect,
    logger: silentLogger,
  });
  return app;
}

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);
beforeEach(async () => {
  const url = await server.createDatabase();
  processes = [await startApp(url), await startApp(url)];
  admin = new pg.Client(url);
  await admin.connect();
  ending = new AbortController();
});
afterEach(async () => {
  ending.abort();
  await admin.end();
  await Promise.all(processes.map((app) => app.stop()));
});

/** Receives an event as lib/receiver does. */
async function receive({ store, broker }: AppProcess, scope = acme): Promise<number> {
  const { summary } = await store.eventStore.append(newEvent({ id: "e" }, { scope }));
  broker.publish(scope, summary);
  return summary.sequence;
}

/** The first `count` sequences that a viewer of this process is sent. */
async function watch({ store, broker }: AppProcess, count: number): Promise<number[]> {
  const seen: number[] = [];
  const { signal } = ending;
  const { eventStore } = store;
  const stream = openEventStream({ scope: acme, afterSequence: 0, eventStore, broker, signal });
  for await (const { sequence } of stream) {
    seen.push(sequence);
    if (seen.length === count) break;
  }
  return seen;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("what one process receives appears live on the other, and nobody else's", async () => {
  const [first, second] = processes;
  const watching = watch(second, 3);
  const own: number[] = [];
  for (const scope of [acme, other, acme, other, acme]) {
    const sequence = await receive(first, scope);
    if (scope === acme) own.push(sequence);
  }
  expect(await watching).toEqual(own);
});

test("while both receive, viewers of both see each event once and in order", async () => {
  const perWorker = 60;
  const watching = processes.map((app) => watch(app, 8 * perWorker));
  const written = await Promise.all(
    [...processes, ...processes, ...processes, ...processes].map(async (app) => {
      const own: number[] = [];
      for (let left = perWorker; left > 0; left -= 1) own.push(await receive(app));
      return own;
    }),
  );
  const expected = written.flat().sort((a, b) => a - b);
  for (const seen of await Promise.all(watching)) expect(seen).toEqual(expected);
});

test("a viewer that comes late is given what was there before, then goes on", async () => {
  const [first, second] = processes;
  const before = [await receive(first), await receive(second)];
  const watching = watch(second, 3);
  const after = await receive(first);
  expect(await watching).toEqual([...before, after]);
});

const endListeners = () =>
  admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  );

test("connections lost under load cost a viewer nothing and repeat nothing", async () => {
  const [first, second] = processes;
  const watching = watch(second, 300);
  const written: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    for (let left = 30; left > 0; left -= 1) written.push(await receive(first));
    const { rowCount } = await endListeners();
    if (round === 0) expect(rowCount).toBe(2);
  }
  expect(await watching).toEqual(written);
});

test("what comes while a process can't listen is given once it can, though nothing follows", async () => {
  const [first, second] = processes;
  const watching = watch(second, 4);
  const written = [await receive(first)];
  second.isReachable = false;
  await endListeners();
  await until(() => second.refused > 0);
  const key = await first.receiverKeys.ensure(acme);
  for (let left = 3; left > 0; left -= 1) written.push(await receive(first));
  expect(second.receiverKeys.find(key.key)).toBeNull();
  second.isReachable = true;
  expect(await watching).toEqual(written);
  await until(() => second.receiverKeys.find(key.key) !== null);
});

test("a key that one process makes is known to the other, and so is its end", async () => {
  const [first, second] = processes;
  const key = await first.receiverKeys.ensure(acme);
  await until(() => second.receiverKeys.find(key.key) !== null);
  expect(second.receiverKeys.find(key.key)).toMatchObject({ id: key.id, scope: acme });
  expect(await second.receiverKeys.ensure(acme)).toMatchObject({ id: key.id });
  await second.receiverKeys.revoke(acme, key.id);
  await until(() => first.receiverKeys.find(key.key) === null);
});
