import { expect, test } from "vitest";
import {
  answered,
  type LoggedAttempt,
  startLoggedAttempts,
} from "@/tests/support/deliveries/logged-attempts";
import { problemOf } from "@/tests/support/http/problem-of";
import { readLedger } from "./read-ledger";

async function start(logged: readonly LoggedAttempt[]) {
  const started = await startLoggedAttempts(logged);
  const { context, range } = started;
  return {
    ...started,
    read: (request: Partial<Parameters<typeof readLedger>[1]> = {}) =>
      readLedger(context, { ...range, limit: 50, ...request }),
    outcomes: async () => {
      const { items } = await readLedger(context, { ...range, limit: 50 });
      return items.map(({ outcome, eventId }) => [outcome, eventId]);
    },
  };
}

test("a connection that was refused brought nothing, whatever arrived just before it", async () => {
  const { came, outcomes } = await start([{ firing: "a", ago: 60 }]);
  const id = await came("a", 62);
  expect(await outcomes()).toEqual([
    ["missing", null],
    ["arrived", id],
  ]);
});

test("of two that failed with the same body, what arrived once belongs to one", async () => {
  const same = { ...answered(502), req_body: '{"id":"same"}' };
  const { came, outcomes } = await start([
    { firing: "a", ago: 60, fields: same },
    { firing: "b", ago: 58, fields: same },
  ]);
  const id = await came("same", 58);
  expect((await outcomes()).sort()).toEqual([
    ["disputed", id],
    ["missing", null],
  ]);
});

test("what Kazoo sent in the end has the first claim", async () => {
  const same = { req_body: '{"id":"same"}' };
  const { came, outcomes } = await start([
    { firing: "a", ago: 60, fields: { ...same, ...answered(502) } },
    { firing: "b", ago: 60, left: 2, fields: same },
  ]);
  const id = await came("same", 59);
  expect((await outcomes()).sort()).toEqual([
    ["missing", null],
    ["retried", id],
  ]);
});

test("a GET keeps no payload: only its success after a failed try is joined", async () => {
  const get = { method: "get", req_body: "" };
  const { outcomes } = await start([
    { firing: "a", ago: 60, fields: { ...get, ...answered(500) } },
    { firing: "b", ago: 30, left: 2, fields: get },
  ]);
  expect(await outcomes()).toEqual([
    ["missing", null],
    ["missing", null],
  ]);
});

test("of a webhook that posts elsewhere, Kazoo's word counts", async () => {
  const fields = { uri: "https://elsewhere.example" };
  const { read } = await start([
    { firing: "a", ago: 60, left: 2, fields },
    { firing: "b", ago: 30, fields: { ...fields, ...answered(202) } },
  ]);
  const { items } = await read();
  expect(items.map(({ outcome, receivesHere }) => [outcome, receivesHere])).toEqual([
    ["missing", false],
    ["retried", false],
  ]);
  expect(items[0]?.attempts).toMatchObject({ failed: 1, lastCode: 202 });
});

test("the counts are those of the whole range, whatever outcome and page are asked for", async () => {
  const { came, read } = await start([
    { firing: "a", ago: 60 },
    { firing: "b", ago: 7_260, fields: answered(504) },
  ]);
  for (const [id, ago] of [
    ["b", 7_261],
    ["c", 30],
    ["d", 20],
  ] as const)
    await came(id, ago);
  const first = await read({ outcome: "arrived", limit: 1 });
  expect(first.items).toHaveLength(1);
  expect(first.counts?.map(({ webhookId: _, hour: __, ...counts }) => counts)).toEqual([
    { arrived: 2, retried: 0, missing: 1, recovered: 0, disputed: 0 },
    { arrived: 0, retried: 0, missing: 0, recovered: 0, disputed: 1 },
  ]);
  const second = await read({ outcome: "arrived", cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ items: [{ outcome: "arrived" }], nextCursor: null, counts: null });
  expect((await problemOf(read({ cursor: "czE" }))).code).toBe("bad_cursor");
});
