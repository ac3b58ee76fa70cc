import { expect, test } from "vitest";
import {
  answered,
  type LoggedAttempt,
  startLoggedAttempts,
} from "@/tests/support/deliveries/logged-attempts";
import { problemOf } from "@/tests/support/http/problem-of";
import { listAttempts } from "./list-attempts";

async function start(version: "master" | "4.3", logged: readonly LoggedAttempt[]) {
  const started = await startLoggedAttempts(logged, { kazoo: version });
  const { context, range } = started;
  return {
    ...started,
    list: (request: Partial<Parameters<typeof listAttempts>[1]> = {}, of = context) =>
      listAttempts(of, { ...range, limit: 50, ...request }),
  };
}

const firings = ({ items }: Awaited<ReturnType<typeof listAttempts>>) =>
  items.map(({ firing, tryNumber }) => [firing, tryNumber]);

test.each(["master", "4.3"] as const)(
  "Kazoo %s: attempts are paged newest first, also many of one second",
  async (version) => {
    const names = Array.from({ length: 30 }, (_, n) => `f${n}`);
    const { list } = await start(
      version,
      names.map((firing) => ({ firing, ago: 10 })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 7, cursor });
      seen.push(...page.items.map(({ firing }) => firing));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(names.reverse());
  },
);

test("the tries of a firing are numbered, and its event stands on each of them", async () => {
  const { list, came } = await start("master", [
    { firing: "a", ago: 30, left: 3 },
    { firing: "a", ago: 28, left: 2 },
    { firing: "b", ago: 20, left: 1 },
  ]);
  const id = await came("a", 26);
  const { items } = await list();
  expect(items.map(({ firing, tryNumber, eventId }) => [firing, tryNumber, eventId])).toEqual([
    ["b", 1, null],
    ["a", 2, id],
    ["a", 1, id],
  ]);
  // A page that ends between two tries says the same.
  expect(firings(await list({ limit: 2 }))).toEqual([
    ["b", 1],
    ["a", 2],
  ]);
});

test("an event of another time, webhook or account is not an attempt's", async () => {
  const { list, came, childScope } = await start("master", [
    { firing: "a", ago: 600, fields: answered(502) },
    { firing: "b", ago: 600, fields: answered(502) },
  ]);
  await came("a", 400);
  await came("b", 600, childScope);
  expect((await list()).items.map(({ eventId }) => eventId)).toEqual([null, null]);
  const id = await came("b", 601);
  expect((await list()).items.map(({ eventId }) => eventId)).toEqual([id, null]);
});

test("they are filtered by their result, and another account's are not seen", async () => {
  const success = { result: "success", client_error: undefined, retries: undefined };
  const { list, context, childScope } = await start("master", [
    { firing: "a", ago: 30 },
    { firing: "b", ago: 20, fields: { ...success, resp_status_code: "200" } },
  ]);
  expect(firings(await list({ result: "success" }))).toEqual([["b", 1]]);
  expect(firings(await list({ result: "failure" }))).toEqual([["a", 1]]);
  expect(firings(await list({ webhookId: "c".repeat(32) }))).toEqual([]);
  expect((await list({}, { ...context, scope: childScope })).items).toEqual([]);
});

test("a cursor of anything else is refused", async () => {
  const { list } = await start("master", []);
  expect((await problemOf(list({ cursor: "czE" }))).code).toBe("bad_cursor");
});
