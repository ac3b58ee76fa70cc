import { request as playwrightRequest } from "@playwright/test";
import { startDemoStack } from "../support/browser/demo-stack";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { demoLogin, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "kazoo-trouble" });

interface Fault {
  readonly kind: string;
  readonly pathPrefix?: string;
  readonly status?: number;
}

async function setFault(kazooUrl: string, fault: Fault | null): Promise<void> {
  const faults = `${kazooUrl}/_simulator/faults`;
  await fetch(faults, { method: "DELETE" });
  if (!fault) return;
  const answer = await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
  expect(answer.ok).toBe(true);
}

test.afterEach(async ({ stack }) => setFault(stack.kazooUrl, null));

test("a login that fails says in words what is wrong", async ({ page, stack }) => {
  const attempt = async (account: string, username: string, password: string) => {
    await page.goto("/login");
    await page.getByLabel("Account", { exact: true }).fill(account);
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Log in" }).click();
    return page.getByRole("alert").filter({ hasText: /\w/ }).first();
  };

  const wrong = await attempt("demo", "operator", "not it");
  await expect(wrong).toContainText(/check account, username and password/i);
  const unknown = await attempt("no such account", "operator", "hookline");
  await expect(unknown).toContainText(/check account, username and password/i);

  const master = { accountName: "master", username: "admin", password: "admin" };
  const { token } = await logInToKazoo(stack.kazooUrl, master);
  const harbour = (await (await logInToKazoo(stack.kazooUrl)).descendants()).find(
    ({ name }) => name === "Harbour Dental",
  );
  await fetch(`${stack.kazooUrl}/v2/accounts/${harbour?.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json", "x-auth-token": token },
    body: JSON.stringify({ data: { enabled: false } }),
  });
  const disabled = await attempt("Harbour Dental", "reception.one", "reception.one-secret");
  await expect(disabled).toContainText(/disabled/i);
});

const troubles: [Fault, string][] = [
  [{ kind: "html", status: 200 }, "kazoo_bad_answer"],
  [{ kind: "malformed" }, "kazoo_bad_answer"],
  [{ kind: "truncated" }, "kazoo_bad_answer"],
  [{ kind: "large" }, "kazoo_bad_answer"],
  [{ kind: "reset" }, "kazoo_unreachable"],
  [{ kind: "status", status: 503 }, "kazoo_unreachable"],
  [{ kind: "status", status: 429 }, "kazoo_busy"],
];

for (const [fault, code] of troubles) {
  test(`Kazoo with the fault ${fault.kind} ${fault.status ?? ""} is told as ${code}, and the console lives on`, async ({
    request,
    stack,
  }) => {
    const headers = { origin: stack.appUrl };
    const session = await request.post("/api/session", { data: demoLogin, headers });
    const { account } = await session.json();
    await setFault(stack.kazooUrl, { ...fault, pathPrefix: "/v2/" });
    const answer = await request.get(`/api/accounts/${account.id}/webhooks`);
    const problem = await answer.json();
    expect(problem.code).toBe(code);
    expect(problem.title.length).toBeGreaterThan(20);
    await setFault(stack.kazooUrl, null);
    expect((await request.get(`/api/accounts/${account.id}/webhooks`)).status()).toBe(200);
  });
}

test("with Kazoo gone, what was received is still there to read", async ({ page, stack }) => {
  await logIn(page);
  const events = new URL(page.url());
  const form = new URLSearchParams({ id: "kept", action: "doc_deleted", type: "user" });
  expect((await fetch(await receiverUrl(page), { method: "POST", body: form })).status).toBe(200);
  await stack.stopKazoo();
  try {
    await page.goto(events.href);
    const event = page.getByRole("link", { name: /User deleted/ });
    await expect(event).toBeVisible();
    await event.click();
    const detail = page.getByRole("complementary", { name: "Event" });
    await detail.getByRole("tab", { name: "Raw" }).click();
    await expect(detail).toContainText("action=doc_deleted");
    await page.goto(events.href.replace("/events", "/webhooks"));
    await expect(page.getByRole("alert").filter({ hasText: /Kazoo/ }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /Try again|Retry/ })).toBeVisible();
  } finally {
    await stack.startKazoo();
  }
});

test("a token is renewed while somebody works, and the old page notices nothing", async () => {
  const stack = await startDemoStack({ simulatorArgs: ["--token-lifetime", "20"] });
  try {
    const client = await playwrightRequest.newContext({ baseURL: stack.appUrl });
    const headers = { origin: stack.appUrl };
    const first = await (await client.post("/api/session", { data: demoLogin, headers })).json();
    await expect
      .poll(async () => (await (await client.get("/api/session")).json()).expiresAt, {
        timeout: 19_000,
      })
      .toBeGreaterThan(first.expiresAt);
    await client.dispose();
  } finally {
    await stack.close();
  }
});

test("several clusters are told apart at login", async ({ browser }) => {
  const second = await startDemoStack();
  const stack = await startDemoStack({
    env: { KAZOO_API_URL: `east=http://127.0.0.1:9,west=${second.kazooUrl}` },
  });
  try {
    const page = await browser.newPage({ baseURL: stack.appUrl });
    await page.goto("/login");
    await page.getByRole("combobox", { name: "Cluster" }).click();
    await page.getByRole("option", { name: "west" }).click();
    await logIn(page, demoLogin, { stay: true });
    await page.close();
  } finally {
    await stack.close();
    await second.close();
  }
});
