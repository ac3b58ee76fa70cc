import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { demoLogin, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "http-api" });

const foreignAccount = "0123456789abcdef0123456789abcdef";

const fromApp = ({ appUrl }: { appUrl: string }) => ({ headers: { origin: appUrl } });

async function logIn(request: APIRequestContext, appUrl: string, login = demoLogin) {
  const answer = await request.post("/api/session", { data: login, headers: { origin: appUrl } });
  return { answer, body: await answer.json() };
}

test.describe("without a session", () => {
  const paths = [
    "/api/session",
    "/api/accounts",
    "/api/triggers",
    `/api/accounts/${foreignAccount}/webhooks`,
    `/api/accounts/${foreignAccount}/webhooks/${foreignAccount}`,
    `/api/accounts/${foreignAccount}/receiver`,
    `/api/accounts/${foreignAccount}/attempts`,
    `/api/accounts/${foreignAccount}/ledger`,
    `/api/accounts/${foreignAccount}/names?ids=${foreignAccount}`,
    `/api/accounts/${foreignAccount}/descendants/webhooks`,
    `/api/accounts/${foreignAccount}/calls`,
    `/api/accounts/${foreignAccount}/calls/some-id`,
    `/api/accounts/${foreignAccount}/events`,
    `/api/accounts/${foreignAccount}/events/some-id`,
    `/api/accounts/${foreignAccount}/events/stream`,
  ];
  for (const path of paths) {
    test(`GET ${path} is refused with a problem`, async ({ request }) => {
      const answer = await request.get(path);
      expect(answer.status()).toBe(401);
      expect(answer.headers()["content-type"]).toBe("application/problem+json");
      const problem = await answer.json();
      expect(problem.code).toBe("session_required");
      expect(problem.requestId).toBe(answer.headers()["x-request-id"]);
    });
  }
});

test("an account outside the session's tree looks like one that doesn't exist", async ({
  request,
  stack,
}) => {
  await logIn(request, stack.appUrl);
  const master = await logInToKazoo(stack.kazooUrl, {
    accountName: "master",
    username: "admin",
    password: "admin",
  });
  for (const account of [master.accountId, foreignAccount, "nonsense", `${foreignAccount}?x`]) {
    const lists = ["webhooks", "events", "receiver", "attempts", "ledger"];
    const names = `names?ids=${foreignAccount}`;
    const streams = ["events/stream", "descendants/webhooks"];
    for (const path of [
      ...lists,
      names,
      "webhooks/test-users",
      "events/some-id/attempts",
      "calls",
      "calls/some-id",
      ...streams,
    ]) {
      const answer = await request.get(`/api/accounts/${encodeURIComponent(account)}/${path}`);
      expect(answer.status(), `${account} ${path}`).toBe(404);
      expect((await answer.json()).code).toBe("account_not_found");
    }
    const recovery = await request.post(
      `/api/accounts/${encodeURIComponent(account)}/events/recover`,
      { data: { from: 0, to: 1 }, headers: { origin: stack.appUrl } },
    );
    expect((await recovery.json()).code).toBe("account_not_found");
    const groups = await request.post(
      `/api/accounts/${encodeURIComponent(account)}/webhooks/groups`,
      fromApp(stack),
    );
    expect((await groups.json()).code).toBe("account_not_found");
    const changes = [{ do: "re-enable", accountId: account, webhookId: foreignAccount }];
    const changing = await request.post(
      `/api/accounts/${encodeURIComponent(account)}/descendants/webhooks/changes`,
      { data: { changes }, headers: { origin: stack.appUrl } },
    );
    expect((await changing.json()).code).toBe("account_not_found");
  }
});

test("a descendant's pages are open to its ancestor, and keep to that account", async ({
  request,
  stack,
}) => {
  await logIn(request, stack.appUrl);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const [child] = await kazoo.descendants();
  const answer = await request.get(`/api/accounts/${child?.id}/events`);
  expect(answer.status()).toBe(200);
  expect((await answer.json()).items).toEqual([]);
});

test("an item id of another account is refused, though Kazoo itself would let it through", async ({
  request,
  stack,
}) => {
  const { body: session } = await logIn(request, stack.appUrl);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const own = (await kazoo.webhooks())[0];
  const [child] = await kazoo.descendants();
  const throughOwn = await request.get(`/api/accounts/${session.account.id}/webhooks/${own?.id}`);
  expect(throughOwn.status()).toBe(200);
  const through = `/api/accounts/${child?.id}/webhooks/${own?.id}`;
  for (const method of ["GET", "PATCH", "DELETE"]) {
    const answer = await request.fetch(through, {
      method,
      headers: { origin: stack.appUrl },
      ...(method === "PATCH" ? { data: { name: "taken over" } } : {}),
    });
    expect(answer.status(), method).toBe(404);
    expect((await answer.json()).code).toBe("webhook_not_found");
  }
  expect((await kazoo.webhooks()).find(({ id }) => id === own?.id)?.name).toBe(own?.name);
});

test("an event id of another account is not found through one's own", async ({
  request,
  stack,
}) => {
  const { body: session } = await logIn(request, stack.appUrl);
  const [child] = await (await logInToKazoo(stack.kazooUrl)).descendants();
  const receiverOf = async (id: string) =>
    (await (await request.post(`/api/accounts/${id}/receiver`, fromApp(stack))).json()).url;
  const childReceiver = await receiverOf(child?.id ?? "");
  expect(childReceiver).not.toBe(await receiverOf(session.account.id));
  expect((await request.post(childReceiver, { form: { hook_event: "x" } })).status()).toBe(200);
  const firstInChild = async (): Promise<string | undefined> =>
    (await (await request.get(`/api/accounts/${child?.id}/events`)).json()).items[0]?.id;
  // A 200 means kept; in the list it is a moment later.
  await expect.poll(firstInChild).toBeTruthy();
  const eventId = await firstInChild();
  const own = `/api/accounts/${session.account.id}/events`;
  expect((await request.get(`/api/accounts/${child?.id}/events/${eventId}`)).status()).toBe(200);
  expect((await (await request.get(`${own}/${eventId}`)).json()).code).toBe("event_not_found");
  const ids = (await (await request.get(own)).json()).items.map(({ id }: { id: string }) => id);
  expect(ids).not.toContain(eventId);
});

test("the receiver refuses what it must and keeps what is merely odd", async ({
  request,
  stack,
}) => {
  const { body: session } = await logIn(request, stack.appUrl);
  const account = `/api/accounts/${session.account.id}`;
  const { url } = await (await request.post(`${account}/receiver`, fromApp(stack))).json();
  expect((await request.post(`${stack.appUrl}/receive/unknown-key`, { data: "x" })).status()).toBe(
    404,
  );
  expect((await request.delete(url)).status()).toBe(405);
  const large = await request.post(url, {
    headers: { "content-type": "application/json" },
    data: Buffer.alloc(20 * 1024 * 1024, "1"),
  });
  expect(large.status()).toBe(413);
  const headers = { "content-type": "application/json" };
  expect((await request.post(url, { headers, data: Buffer.from("{oops") })).status()).toBe(200);
  const newest = async () =>
    (await (await request.get(`${account}/events`)).json()).items[0] ?? null;
  await expect.poll(async () => (await newest())?.problem?.code).toBe("invalid_json");
  const items = [await newest()];
  const detail = await (await request.get(`${account}/events/${items[0].id}`)).json();
  expect(Buffer.from(detail.bodyBase64, "base64").toString()).toBe("{oops");
});

test("a request that another site's page caused is refused", async ({ request, stack }) => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: stack.appUrl, "sec-fetch-site": "cross-site" },
    { origin: "null" },
    {},
  ];
  for (const headers of foreign) {
    const answer = await request.post("/api/session", { data: demoLogin, headers });
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
    expect((await answer.json()).code).toBe("cross_origin");
  }
});

test("bad input names the field and says what to do", async ({ request, stack }) => {
  const { body: session } = await logIn(request, stack.appUrl);
  const headers = { origin: stack.appUrl };
  const webhooks = `/api/accounts/${session.account.id}/webhooks`;
  const events = `/api/accounts/${session.account.id}/events`;

  const empty = await request.post(webhooks, { data: {}, headers });
  expect(empty.status()).toBe(400);
  expect(Object.keys((await empty.json()).fields)).toEqual(
    expect.arrayContaining(["name", "trigger", "url"]),
  );

  const unknownTrigger = await request.post(webhooks, {
    headers,
    data: { name: "x", trigger: "never_heard_of", url: "https://crm.example/x" },
  });
  expect(unknownTrigger.status()).toBe(400);
  expect((await unknownTrigger.json()).fields).toHaveProperty("trigger");

  const missingModifier = await request.post(webhooks, {
    headers,
    data: {
      name: "x",
      trigger: "object",
      url: "https://crm.example/x",
      modifiers: { type: "user" },
    },
  });
  expect((await missingModifier.json()).fields).toHaveProperty(["modifiers.action"]);

  const brokenJson = await request.post(webhooks, {
    headers: { ...headers, "content-type": "application/json" },
    data: Buffer.from('{"name":'),
  });
  expect((await brokenJson.json()).code).toBe("bad_request");

  const huge = await request.post(webhooks, { headers, data: { name: "x".repeat(400_000) } });
  expect(huge.status()).toBe(413);

  const badCursor = await request.get(`${events}?cursor=not-a-cursor`);
  expect(badCursor.status()).toBe(400);
  expect((await badCursor.json()).code).toBe("bad_cursor");

  const nowhere = await request.get("/api/no/such/thing");
  expect(nowhere.status()).toBe(404);
  expect((await nowhere.json()).code).toBe("not_found");

  const unknownEvent = await request.get(`${events}/no-such-event`);
  expect((await unknownEvent.json()).code).toBe("event_not_found");
});

test("pages and answers carry the security headers", async ({ request, stack }) => {
  const page = await request.get("/login");
  const headers = page.headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["x-powered-by"]).toBeUndefined();
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const inline = [...(await page.text()).matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map(String);
  for (const script of inline) expect(script).toContain(`nonce="${nonce}"`);
  const api = await request.get(`${stack.appUrl}/api/health`);
  expect(api.headers()["x-content-type-options"]).toBe("nosniff");
  expect(api.headers()["x-powered-by"]).toBeUndefined();
});

test("the token and the password reach neither browser, log nor disk", async ({
  request,
  stack,
}) => {
  const login = { ...demoLogin, username: "no.leaks", password: "correct-horse-battery" };
  await (await logInToKazoo(stack.kazooUrl)).createUser(login.username, login.password);
  const { answer, body } = await logIn(request, stack.appUrl, login);
  const cookie = answer.headers()["set-cookie"] ?? "";
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toMatch(/SameSite=Lax/i);
  const page = await (await request.get(`/a/${body.account.id}/webhooks`)).text();
  const receiver = await (
    await request.post(`/api/accounts/${body.account.id}/receiver`, fromApp(stack))
  ).json();
  const key = new URL(receiver.url).pathname.split("/").at(-1) ?? "";
  expect(key.length).toBeGreaterThanOrEqual(22);
  expect((await request.post(receiver.url, { form: { a: "b" } })).status()).toBe(200);
  // A JWT begins with the base64url of {"
  for (const text of [cookie, page, JSON.stringify(body), stack.appLog()]) {
    expect(text).not.toContain("eyJ");
    expect(text).not.toContain(login.password);
  }
  expect(stack.appLog()).not.toContain(key);
  const secret = await readFile(join(stack.dataDir, "session-secret"), "utf8");
  expect(stack.appLog()).not.toContain(secret);
});

test("guessing a password is slowed down, per account and username", async ({ request, stack }) => {
  const guess = { ...demoLogin, username: "guessed", password: "wrong" };
  const codes: string[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) {
    codes.push((await logIn(request, stack.appUrl, guess)).body.code);
  }
  expect(codes.slice(0, 10)).toEqual(Array(10).fill("credentials_refused"));
  const { answer, body } = await logIn(request, stack.appUrl, guess);
  expect(answer.status()).toBe(429);
  expect(body.code).toBe("too_many_attempts");
  expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  expect((await logIn(request, stack.appUrl)).answer.status()).toBe(200);
});
