import { demoLogin, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "event-export" });

const foreignAccount = "0123456789abcdef0123456789abcdef";

test("an export needs a session, and an account of its tree", async ({ request, stack }) => {
  const foreign = `/api/accounts/${foreignAccount}/events/export?format=csv`;
  const refused = await request.get(foreign);
  expect(refused.status()).toBe(401);
  expect((await refused.json()).code).toBe("session_required");
  await request.post("/api/session", { data: demoLogin, headers: { origin: stack.appUrl } });
  const master = await logInToKazoo(stack.kazooUrl, {
    accountName: "master",
    username: "admin",
    password: "admin",
  });
  for (const account of [foreignAccount, master.accountId]) {
    const answer = await request.get(`/api/accounts/${account}/events/export?format=csv`);
    expect(answer.status()).toBe(404);
    expect((await answer.json()).code).toBe("account_not_found");
  }
});

test("an export has the filter's events, and credentials only when they are asked for", async ({
  request,
  stack,
}) => {
  const headers = { origin: stack.appUrl };
  const session = await (await request.post("/api/session", { data: demoLogin, headers })).json();
  const account = `/api/accounts/${session.account.id}`;
  const { url } = await (await request.post(`${account}/receiver`, { headers })).json();
  for (const password of ["export-secret-1", "export-secret-2"]) {
    const form = { event_category: "notification", event_name: "new_user", password };
    expect((await request.post(url, { form })).status()).toBe(200);
  }
  expect((await request.post(url, { form: { hook_event: "channel_create" } })).status()).toBe(200);

  const exported = (query: string) => request.get(`${account}/events/export?${query}`);
  const stored = async () => (await (await request.get(`${account}/events`)).json()).items.length;
  await expect.poll(stored).toBe(3);
  const csv = await exported("format=csv&type=new_user");
  expect(csv.status()).toBe(200);
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect(csv.headers()["content-disposition"]).toMatch(
    new RegExp(`^attachment; filename="hookline-events-${session.account.id.slice(0, 8)}-start-`),
  );
  expect(csv.headers()["cache-control"]).toBe("no-store");
  expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(3);

  const masked = await (await exported("format=json&type=new_user")).text();
  expect(JSON.parse(masked)).toHaveLength(2);
  expect(masked).not.toContain("export-secret");
  const path = `${account}/events/export?format=ndjson&type=new_user&reveal=1`;
  const head = await request.head(path);
  expect(head.status()).toBe(200);
  expect(head.headers()["content-disposition"]).toContain(".ndjson");
  expect(stack.appLog()).not.toContain("secrets revealed");
  const revealed = await exported("format=ndjson&type=new_user&reveal=1");
  expect(await revealed.text()).toContain("export-secret-1");
  expect(stack.appLog()).toContain("secrets revealed");
  expect(stack.appLog()).not.toContain("export-secret");
});

test("an export that is asked for wrongly names the field", async ({ request, stack }) => {
  const headers = { origin: stack.appUrl };
  const session = await (await request.post("/api/session", { data: demoLogin, headers })).json();
  for (const [query, field] of [
    ["", "format"],
    ["format=xlsx", "format"],
    ["format=csv&kind=fax", "kind"],
    ["format=csv&webhookid=x", "webhookid"],
  ]) {
    const answer = await request.get(`/api/accounts/${session.account.id}/events/export?${query}`);
    expect(answer.status(), query).toBe(400);
    const problem = await answer.json();
    expect(problem.code).toBe("validation_failed");
    expect(Object.keys(problem.fields), query).toEqual([field]);
  }
});
