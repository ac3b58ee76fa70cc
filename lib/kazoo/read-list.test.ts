import { expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope } from "@/tests/support/kazoo/replay-server";

const accountId = "c4c1e6a7883fdfc39ed501863a14f96d";
const access = { cluster: "test", token: "t" };
const tooMuch = envelope(416, { message: "range not satisfiable", data: {} });
const item = (id: string) => ({
  id,
  name: id,
  hook: "sms",
  uri: "https://x.example",
  enabled: true,
});

test("a list is asked for whole", async () => {
  const { kazoo, server } = await kazooReplaying(["wh_list_auto_disabled"]);
  await kazoo.as(access).listWebhooks(accountId);
  expect(server.requests.map(({ target }) => target)).toEqual([
    `/v2/accounts/${accountId}/webhooks?paginate=false`,
  ]);
});

test("a cluster that refuses that is read page by page, as recorded", async () => {
  const { kazoo, server } = await kazooReplaying([
    tooMuch,
    "more_wh_page1",
    "more_wh_page2",
    "more_wh_page3",
  ]);
  const items = await kazoo.as(access).listWebhooks(accountId);
  expect(items).toHaveLength(128);
  expect(new Set(items.map(({ id }) => id)).size).toBe(128);
  expect(server.requests.map(({ target }) => new URL(target, server.url).search)).toEqual([
    "?paginate=false",
    "",
    expect.stringMatching(/^\?start_key=g2wAAAAC/),
    expect.stringMatching(/^\?start_key=g2wAAAAC/),
  ]);
});

test("a page that follows although the whole was asked for is not lost", async () => {
  const first = envelope(200, { data: [item("a")], next_start_key: "k" });
  const { kazoo } = await kazooReplaying([first, envelope(200, { data: [item("b")] })]);
  const items = await kazoo.as(access).listWebhooks(accountId);
  expect(items.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a list that leads back to itself is a bad answer, not an endless loop", async () => {
  const { kazoo } = await kazooReplaying([
    envelope(200, { data: [item("a")], next_start_key: "k" }),
  ]);
  const problem = await problemOf(kazoo.as(access).listWebhooks(accountId));
  expect(problem.code).toBe("kazoo_bad_answer");
});

test("a key we can't follow is a bad answer, not a list that ends early", async () => {
  const { kazoo } = await kazooReplaying([
    envelope(200, { data: [item("a")], next_start_key: { odd: 1 } }),
  ]);
  const problem = await problemOf(kazoo.as(access).listWebhooks(accountId));
  expect(problem.code).toBe("kazoo_bad_answer");
});
