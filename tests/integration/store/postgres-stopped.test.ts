import pg from "pg";
import { expect, test, vi } from "vitest";
import { type PostgresMachine, startMachine } from "../../support/postgres/postgres-machine";
import { startPostgres } from "../../support/postgres/postgres-server";
import { isLongForm } from "../../support/torture";
import { until } from "../../support/until";

const awayMs = isLongForm ? 600_000 : 10_000;
/** Of each machine, every 50 ms. */
const atOnce = isLongForm ? 5 : 1;
const everyMs = 50;
const catchUpMs = isLongForm ? 600_000 : 120_000;
vi.setConfig({ testTimeout: awayMs + catchUpMs + 120_000 });

test("while PostgreSQL is away every delivery is taken; afterwards all are in the list, once, and pages have caught up", async () => {
  const server = await startPostgres();
  const url = await server.createDatabase();
  const machines = [await startMachine(url), await startMachine(url)] as const;
  const ending = new AbortController();
  const viewers = machines.map((machine) => machine.view(ending.signal));
  const received: string[][] = [[], []];

  async function receiveFor(ms: number): Promise<void> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      const due = new Promise((resolve) => setTimeout(resolve, everyMs));
      await Promise.all(machines.map(receiveSome));
      await due;
    }
  }
  /** Each is synced when it resolves: a 200. */
  async function receiveSome(machine: PostgresMachine, index: number): Promise<void> {
    const some = Array.from({ length: atOnce }, () => machine.receive());
    for (const { record } of await Promise.all(some)) received[index]?.push(record.id);
  }

  await receiveFor(1_000);
  await until(() => viewers.every(({ seen }) => seen.length > 0));
  await server.goDown();
  await receiveFor(awayMs);
  for (const { drain } of machines) {
    expect(drain.status()).toMatchObject({ paused: "database" });
    expect(drain.status().waiting.deliveries).toBeGreaterThan(0);
  }
  const upAgain = server.comeUp();
  await receiveFor(2_000);
  await upAgain;

  const total = received.flat().length;
  await until(() => viewers.every(({ upTo }) => upTo >= total), catchUpMs);
  const admin = new pg.Client(url);
  await admin.connect();
  const { rows } = await admin.query("select id, sequence::int from event order by sequence");
  await admin.end();
  expect(rows.map(({ id }) => id).sort()).toEqual(received.flat().sort());
  const sequences = rows.map(({ sequence }) => sequence);
  // Of very many, a page reads its list again instead.
  for (const { seen } of viewers) {
    if (isLongForm) expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    else expect(seen).toEqual(sequences);
  }
  for (const own of received) {
    // One segment's are in the order of receipt.
    const places = new Map(rows.map(({ id, sequence }) => [id, sequence]));
    const ordered = own.map((id) => places.get(id) ?? 0);
    expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
  }
  for (const { drain } of machines) {
    await until(() => drain.status().waiting.deliveries === 0, catchUpMs);
    expect(drain.status()).toMatchObject({ paused: null, lastError: null });
  }

  ending.abort();
  await Promise.all(machines.map((machine) => machine.stop()));
  for (const machine of machines) machine.remove();
  await server.stop();
});
