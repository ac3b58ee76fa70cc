import { expect, test } from "vitest";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

const accountId = "c4c1e6a7883fdfc39ed501863a14f96d";
const access = { cluster: "test", token: "t" };
const day = { from: Date.UTC(2026, 10, 21), to: Date.UTC(2026, 10, 22), skip: 0, limit: 50 };
/** 2026-11-21 12:00 UTC. */
const noon = 63_962_481_600;
const item = (fields: object = {}) => ({ hook_id: "w1", timestamp: noon, ...fields });

async function read(steps: readonly Step[], request: Partial<typeof day> = {}) {
  const { kazoo, server } = await kazooReplaying(steps, { answerLimitBytes: 100_000 });
  const page = await kazoo.as(access).listAttempts(accountId, { ...day, ...request });
  const queries = server.requests.map(({ target }) => new URL(target, server.url).searchParams);
  return { ...page, server, queries };
}

test("the recorded attempts are read in our names, a form's nested body as it was sent", async () => {
  const { items, isLast } = await read(["attempts_account_with_data"]);
  expect(isLast).toBe(true);
  expect(items.map(({ result, code, clientError }) => [result, code, clientError])).toEqual([
    ["success", 200, null],
    ["failure", null, "failed_connect: econnrefused"],
    ["failure", 500, null],
    ["failure", null, "failed_connect: econnrefused"],
    ["failure", null, "failed_connect: econnrefused"],
  ]);
  const [first] = items;
  expect(first).toMatchObject({
    webhookId: "c3a9b96a417d3d515dbadf2b8bb9cadd",
    at: Date.UTC(2026, 10, 21, 19, 57, 36),
    trigger: "channel_create",
    firing: "fe268f1b95",
    retriesLeft: null,
    request: { method: "POST", uri: "http://127.0.0.1:9103/c/ok200" },
    response: {
      body: "ok",
      headers: [
        ["content-length", "2"],
        ["content-type", "text/plain"],
      ],
    },
  });
  expect(first?.request.body).toContain("&call_id=call-1234%4010.0.0.1&");
  expect(first?.request.body).toContain("&custom_application_vars[cav1]=x&");
  expect(Buffer.from(first?.request.bytes ?? []).toString()).toBe(first?.request.body);
});

test("the tries of one firing count down to none, and an answer's count is what was left too", async () => {
  const refused = await read(["attempts_hook_refused"]);
  expect(refused.items.map(({ firing, retriesLeft }) => [firing, retriesLeft])).toEqual([
    ["c3a9fa4620", 0],
    ["c3a9fa4620", 1],
    ["c3a9fa4620", 2],
  ]);
  const answered = await read(["attempts_hook_500"]);
  expect(answered.items).toMatchObject([
    { code: 500, retriesLeft: 1, reason: "bad response code", response: { body: "status 500" } },
  ]);
  expect(answered.items[0]?.request.body).toContain('"caller_id_name" : "Zoë \\"Q\\""');
});

test("each month is asked for by itself, in Kazoo's seconds, and one that isn't there is empty", async () => {
  const missing = envelope(404, { message: "not_found", data: {} });
  const { items, isLast, queries } = await read([missing, envelope(200, { data: [item()] })], {
    from: Date.UTC(2026, 10, 30),
    to: Date.UTC(2026, 11, 2, 0, 0, 0, 500),
  });
  expect(queries.map((query) => [query.get("created_from"), query.get("created_to")])).toEqual([
    ["63963302400", "63963388800"],
    ["63963216000", "63963302399"],
  ]);
  expect(items).toHaveLength(1);
  expect(isLast).toBe(true);
});

test("a page ends where Kazoo may have more, and leaves out what was on the one before", async () => {
  const items = [item({ event_id: "a" }), item({ event_id: "b" }), item({ event_id: "c" })];
  const page = await read([envelope(200, { data: items })], { skip: 1, limit: 2 });
  expect(page.queries.map((query) => query.get("page_size"))).toEqual(["3"]);
  expect(page.items.map(({ firing }) => firing)).toEqual(["b", "c"]);
  expect(page.isLast).toBe(false);
});

test("where answers are long, fewer are read at once", async () => {
  const long = envelope(200, { data: [item({ resp_body: "x".repeat(200_000) })] });
  const { items, isLast, queries } = await read([long, envelope(200, { data: [item()] })], {
    limit: 4,
  });
  expect(queries.map((query) => query.get("page_size"))).toEqual(["4", "1"]);
  expect(items).toHaveLength(1);
  expect(isLast).toBe(false);
});

test("a body that is none is shown as Kazoo keeps it, and compared with nothing", async () => {
  const bodies = [[["a", "=", 98, [99]]], [[{ a: 1 }]], ["a", null], [256], "", undefined];
  const data = bodies.map((req_body) => item({ req_body }));
  const { items } = await read([envelope(200, { data })]);
  expect(items.map(({ request }) => [request.body, request.bytes !== null])).toEqual([
    ["a=bc", true],
    ['[[{"a":1}]]', false],
    ['["a",null]', false],
    ["[256]", false],
    ["", true],
    [null, false],
  ]);
});

test("an attempt of Kazoo's own documentation is read as well", async () => {
  const odd = { response_code: 503, response_body: { a: 1 }, method: "put", result: "failure" };
  const { items } = await read([envelope(200, { data: [item(odd)] })]);
  expect(items).toMatchObject([
    { code: 503, response: { body: '{"a":1}', headers: [] }, request: { method: "PUT" } },
  ]);
});

test("one operator has eight calls under way at most", async () => {
  let underWay = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const step: Step = (response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    waiting.push(() => {
      underWay -= 1;
      envelope(200, { data: [] })(response);
    });
    // Nothing is answered before eight are there.
    if (waiting.length >= 8) for (const answer of waiting.splice(0)) answer();
  };
  const { kazoo } = await kazooReplaying([step]);
  const calls = Array.from({ length: 24 }, () => kazoo.as(access).listAttempts(accountId, day));
  await Promise.all(calls);
  expect(most).toBe(8);
});
