import { expect, test } from "vitest";
import type { AccountFrame, AccountRow } from "@/lib/domain/account-webhooks";
import { startManyAccounts } from "@/tests/support/kazoo/many-accounts";

type Started = Awaited<ReturnType<typeof startManyAccounts>>;

async function readAll({ reader, context }: Started, since = 0) {
  const frames: AccountFrame[] = [];
  for await (const frame of reader.frames(context(), since)) frames.push(frame);
  const rows = new Map<string, AccountRow>();
  for (const frame of frames) if (frame.is === "row") rows.set(frame.row.accountId, frame.row);
  return { frames, rows: [...rows.values()] };
}

const asksFor = (log: readonly string[], what: RegExp) => log.filter((line) => what.test(line));
const listings = /GET \/v2\/accounts\/\w+\/webhooks\?/;

test("300 sub-accounts are read without emptying 4.3's bucket, which another client goes on using", async () => {
  const started = await startManyAccounts({ kazoo: "4.3", subAccounts: 300, oneBucket: true });
  const { log, fast, simulator, login, accountId } = started;
  const reading = new AbortController();
  /** Takes almost all of the two thirds that are left. */
  const others = (async () => {
    while (!reading.signal.aborted) {
      const headers = { "x-auth-token": login.token };
      await (await fetch(`${simulator.url}/v2/accounts/${accountId}`, { headers })).text();
      await fast.sleep(1_000 / 6);
    }
  })();
  const { frames, rows } = await readAll(started);
  reading.abort();
  await others;
  expect(rows).toHaveLength(307);
  expect(rows.every(({ problem, isWhole }) => problem === null && isWhole)).toBe(true);
  expect(frames.some((frame) => frame.is === "waiting" && frame.for === "share")).toBe(true);
  expect(frames.at(-1)?.is).toBe("done");
  expect(asksFor(log, listings)).toHaveLength(307);
  expect(asksFor(log, / 429 /)).toEqual([]);
  expect(asksFor(log, new RegExp(`GET /v2/accounts/${accountId} 200`)).length).toBeGreaterThan(10);
});

test("a Kazoo that says it had too many requests is waited for, and nothing is lost", async () => {
  const started = await startManyAccounts({ kazoo: "4.3", subAccounts: 20, oneBucket: true });
  const { simulator } = started;
  simulator.faults.add({ kind: "error", status: 429, pathPrefix: "/v2/accounts", times: 3 });
  const { frames, rows } = await readAll(started);
  expect(frames.some((frame) => frame.is === "waiting" && frame.for === "kazoo")).toBe(true);
  expect(rows).toHaveLength(27);
  expect(rows.every(({ problem }) => problem === null)).toBe(true);
});

test.each(["master", "4.3"] as const)(
  "%s: each account has its webhooks as they are judged",
  async (kazoo) => {
    const started = await startManyAccounts({ kazoo, subAccounts: 77 });
    const { simulator } = started;
    const { rows } = await readAll(started);
    const named = new Map(
      [...simulator.world.accounts.values()].map(({ id, fields }) => [fields.name, id]),
    );
    const row = (name: string) => rows.find(({ accountId }) => accountId === named.get(name));
    expect(row("Branch 005")?.webhooks).toEqual([]);
    expect(row("Branch 077")?.webhooks).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ trigger: "object", objectType: "user", state: "fine" }),
        expect.objectContaining({ trigger: "channel_create", state: "auto-disabled" }),
      ]),
    );
    expect(row("Northwind Logistics")?.webhooks).toMatchObject([{ state: "off" }]);
    expect(rows.some(({ accountId }) => accountId === named.get("Master"))).toBe(false);
  },
);

test("opening the page twice asks once, together or one after the other; reading again asks anew", async () => {
  const started = await startManyAccounts({ subAccounts: 10 });
  const { log } = started;
  const [first, second] = await Promise.all([readAll(started), readAll(started)]);
  expect(second.rows).toEqual(expect.arrayContaining(first.rows));
  await readAll(started);
  expect(asksFor(log, listings)).toHaveLength(17);
  await readAll(started, Date.now() + 1);
  expect(asksFor(log, listings)).toHaveLength(34);
});

test("what one operator was shown is not given to another", async () => {
  const started = await startManyAccounts({ subAccounts: 3 });
  await readAll(started);
  const other = { ...started, context: () => ({ ...started.context(), operatorId: "other" }) };
  await readAll(other);
  expect(asksFor(started.log, listings)).toHaveLength(20);
});

test("an account that can't be read says so in its row, and the others are there", async () => {
  const started = await startManyAccounts({ subAccounts: 10 });
  const [gone] = [...started.simulator.world.accounts.values()].filter(
    ({ fields }) => fields.name === "Branch 004",
  );
  const pathPrefix = `/v2/accounts/${gone?.id}`;
  started.simulator.faults.add({ kind: "error", status: 403, pathPrefix });
  const { rows, frames } = await readAll(started);
  expect(rows).toHaveLength(17);
  const troubled = rows.filter(({ problem }) => problem !== null);
  expect(troubled).toMatchObject([
    { accountId: gone?.id, problem: expect.stringContaining("Kazoo") },
  ]);
  expect(frames.at(-1)?.is).toBe("done");
});

test("when nobody reads any more nothing more is asked", async () => {
  const started = await startManyAccounts({ kazoo: "4.3", subAccounts: 300, oneBucket: true });
  for await (const frame of started.reader.frames(started.context(), 0)) {
    if (frame.is === "row") break;
  }
  expect(asksFor(started.log, listings).length).toBeLessThan(60);
});

test("a session that ends is the stream's last word", async () => {
  const started = await startManyAccounts({ subAccounts: 20 });
  started.simulator.expireTokens();
  const { frames } = await readAll(started);
  expect(frames).toMatchObject([{ is: "failed", code: "session_over" }]);
});
