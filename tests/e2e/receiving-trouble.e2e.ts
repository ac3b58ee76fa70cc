import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page, Route } from "@playwright/test";
import Database from "libsql";
import { webhookListSchema } from "@/lib/domain/webhook";
import { startDemoStack } from "../support/browser/demo-stack";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { type KazooOperator, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "receiving-trouble" });

const shots = process.env.HOOKLINE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

const message = (id: string) => ({ id, type: "sms", from: "+15555550123", to: "+15555550100" });

async function deliver(url: string, payload: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(payload),
    headers: { "content-type": "application/json", ...headers },
  });
  return answer.status;
}

/** A webhook that Hookline hears of only when it reads Kazoo's list. */
async function createInKazoo(
  kazooUrl: string,
  { token, accountId }: KazooOperator,
  fields: object,
): Promise<string> {
  const answer = await fetch(`${kazooUrl}/v2/accounts/${accountId}/webhooks`, {
    method: "PUT",
    headers: { "content-type": "application/json", "x-auth-token": token },
    body: JSON.stringify({ data: { http_verb: "post", retries: 1, format: "json", ...fields } }),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()).data.id;
}

test("what waits for the database is told, and comes by itself when the database is back", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const url = await receiverUrl(page);
  const database = new Database(join(stack.dataDir, "hookline.db"));
  database.exec("begin immediate");
  const sent = await Promise.all(["w1", "w2", "w3"].map((id) => deliver(url, message(id))));
  expect(sent).toEqual([200, 200, 200]);
  const notice = page.getByText(/^3 deliveries are waiting for the database, oldest \d+ s$/);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await shoot(page, "waiting");
  expect((await fetch(`${stack.appUrl}/api/health/ready`)).status).toBe(503);
  await expect(page.getByRole("link", { name: /SMS/ })).toHaveCount(0);
  database.exec("rollback");
  database.close();
  await expect(page.getByRole("link", { name: /SMS/ })).toHaveCount(3);
  await expect(notice).toBeHidden();
  await expect.poll(async () => (await fetch(`${stack.appUrl}/api/health/ready`)).status).toBe(200);
});

test("events that leave quarantine appear on a page that is open", async ({
  browser,
  page,
  stack,
}) => {
  const namesRead = page.waitForResponse(/\/webhooks\?documents=false$/);
  await logIn(page);
  await namesRead;
  const url = await receiverUrl(page);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const custom_data = { type: "device", action: "doc_created" };
  const fields = { name: "Made in Kazoo", uri: "https://crm.example/x", hook: "object" };
  const id = await createInKazoo(stack.kazooUrl, kazoo, { ...fields, custom_data });
  const device = { id: "d1234567", action: "doc_created", type: "device" };
  expect(await deliver(url, device, { "x-hook-id": id })).toBe(200);
  const apart = `/api/accounts/${kazoo.accountId}/events?quarantined=true`;
  const countApart = async () => (await (await page.request.get(apart)).json()).items.length;
  await expect.poll(countApart).toBe(1);
  const row = page.getByRole("link", { name: /Device created/ });
  await expect(row).toHaveCount(0);
  const colleague = await browser.newPage({ baseURL: stack.appUrl });
  await logIn(colleague);
  await expect(row).toBeVisible();
  expect(await countApart()).toBe(0);
  await colleague.close();
});

test("webhooks that Kazoo switched off are told on the next visit, until somebody dismisses it", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const custom_data = { type: "user", action: "doc_deleted" };
  const fields = { name: "Users to nowhere", uri: "http://127.0.0.1:9/", hook: "object" };
  await createInKazoo(stack.kazooUrl, kazoo, { ...fields, custom_data });
  await logIn(page);
  await expect(page.getByText("Kazoo switched")).toHaveCount(0);
  const stateOf = async () => {
    const list = await page.request.get(`/api/accounts/${kazoo.accountId}/webhooks`);
    const { items } = webhookListSchema.parse(await list.json());
    return items.find(({ name }) => name === fields.name)?.state;
  };
  expect(await stateOf()).toBe("active");
  const event = { accountId: kazoo.accountId, trigger: "object" };
  for (const id of ["u1", "u2", "u3", "u4", "u5", "u6", "u7"]) {
    const payload = { id, type: "user", action: "doc_deleted" };
    const fired = await fetch(`${stack.kazooUrl}/_simulator/fire`, {
      method: "POST",
      body: JSON.stringify({ ...event, payload }),
    });
    expect(fired.ok).toBe(true);
  }
  // Kazoo looks every 15 seconds.
  await expect.poll(stateOf, { timeout: 40_000 }).toBe("auto-disabled");
  await page.reload();
  const notice = page.getByRole("status").filter({ hasText: "Users to nowhere" });
  await expect(notice).toContainText(
    /Kazoo switched “Users to nowhere” off (at|between) \d\d:\d\d/,
  );
  await shoot(page, "switched-off");
  await notice.getByRole("link", { name: "Show" }).click();
  await expect(page).toHaveURL(/\/webhooks\?state=auto-disabled$/);
  await expect(page.getByRole("link", { name: "Users to nowhere", exact: true })).toBeVisible();
  await shoot(page, "switched-off-webhooks");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("link", { name: "Users to nowhere", exact: true })).toBeVisible();
  await expect(page.getByText(/off (at|between) \d\d:\d\d/)).toHaveCount(0);
  await expect.poll(() => stack.appLog()).toContain("switched off webhooks dismissed");
});

/** A spool that nothing can be written to: a file lies where its folder was, until `free`. */
function blockSpool(dataDir: string): { free(): void } {
  const folder = join(dataDir, "spool");
  const away = join(dataDir, "spool-away");
  renameSync(folder, away);
  writeFileSync(folder, "");
  return {
    free() {
      rmSync(folder);
      renameSync(away, folder);
    },
  };
}

test("a delivery that was not stored is told until an operator acknowledges it, then to nobody any more", async ({
  browser,
}) => {
  const giveUpAtOnce = { RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "0" };
  const stack = await startDemoStack({ env: giveUpAtOnce });
  const baseURL = stack.appUrl;
  const page = await browser.newPage({ baseURL });
  const colleague = await browser.newPage({ baseURL });
  try {
    await logIn(page);
    await logIn(colleague);
    const url = await receiverUrl(page);
    const spool = blockSpool(stack.dataDir);
    expect(await deliver(url, message("l1"))).toBe(200);
    const failing = page.getByRole("alert").filter({ hasText: "can't be written to disk since" });
    await expect(failing).toBeVisible();
    spool.free();
    const noticeOn = (screen: Page) =>
      screen.getByRole("alert").filter({ hasText: "1 delivery was not stored" });
    const notice = noticeOn(page);
    await expect(notice).toBeVisible();
    await expect(noticeOn(colleague)).toBeVisible();
    await shoot(page, "not-stored");

    await notice.getByRole("button", { name: "Acknowledge" }).click();
    const dialog = page.getByRole("dialog", { name: "Acknowledge 1 delivery not stored?" });
    await expect(dialog).toContainText("everybody with access to this account");
    const spoilt = (asked: string) => asked.replace(/count=\d+/, "count=never");
    const spoil = (route: Route) => route.continue({ url: spoilt(route.request().url()) });
    await page.route(/not-stored/, spoil, { times: 1 });
    await dialog.getByRole("button", { name: "Acknowledge" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Request");
    await expect(page.getByText("1 delivery was not stored")).toBeVisible();
    await shoot(page, "acknowledge-refused");
    await dialog.getByRole("button", { name: "Acknowledge" }).click();
    await expect(dialog).toBeHidden();
    await expect(notice).toBeHidden();
    for (const screen of [page, colleague]) {
      await screen.reload();
      await expect(screen.getByRole("heading", { name: /No events yet/ })).toBeVisible();
      const state = await screen.request.get(
        screen.url().replace(/\/a\/(\w+).*/, "/api/accounts/$1/receiver"),
      );
      expect((await state.json()).notStored).toBeNull();
      await expect(noticeOn(screen)).toHaveCount(0);
    }
    expect(stack.appLog()).toContain("deliveries that were not stored acknowledged");
  } finally {
    await Promise.all([page.close(), colleague.close()]);
    await stack.close();
  }
});
