import type { Page } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";
import type { DemoStack } from "../support/browser/demo-stack";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { freePort } from "../support/http/free-port";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "webhook-page" });
// Health is asked for every ten seconds, and a test waits for some of these.
test.describe.configure({ timeout: 180_000 });

const shots = process.env.HOOKLINE_SHOTS;
/** The page asks for health every ten seconds. */
const soon = { timeout: 40_000 };

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

async function openWebhook(page: Page, name: string, stack: DemoStack): Promise<string> {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = (await kazoo.webhooks()).find((webhook) => webhook.name === name)?.id ?? "";
  await page.goto(`/a/${kazoo.accountId}/webhooks/${id}`);
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  return id;
}

async function createWebhook(page: Page, draft: object): Promise<void> {
  const account = page.url().split("/a/")[1]?.split("/")[0];
  const made = await page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(path, { method: "POST", headers, body });
      return answer.status;
    },
    [`/api/accounts/${account}/webhooks`, JSON.stringify(draft)] as const,
  );
  expect(made).toBe(201);
}

async function expectSound(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${screen} overflows sideways`).toBeLessThanOrEqual(0);
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate(() =>
    Reflect.get(window, "axe").run(document, {
      resultTypes: ["violations"],
      // Experimental, and wrong for shortened ids and key hints inside a labelled button.
      rules: { "label-content-name-mismatch": { enabled: false } },
    }),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("a webhook that Kazoo switched off says since when, why, and what its receiver answered", async ({
  page,
  stack,
}) => {
  await logIn(page);
  await openWebhook(page, "Call pop-up", stack);
  const health = page.getByRole("region", { name: "Health" });
  await expect(health).toContainText("Auto-disabled");
  await expect(health).toContainText("after too many failed attempts: the receiver answered 502");
  await expect(health).toContainText("Nothing is delivered since");
  await expect(page.getByRole("button", { name: "Re-enable" })).toBeVisible();
  await expectSound(page, "an auto-disabled webhook");
  const attempts = page.getByRole("region", { name: "Attempts" });
  const newest = attempts.getByRole("button", { name: "The receiver answered 502" }).first();
  await newest.press("Enter");
  await expect(page).toHaveURL(/attempt=/);
  const attempt = page.getByRole("dialog", { name: "Attempt" });
  await expect(attempt.getByRole("region", { name: "Response" })).toContainText("502 Bad Gateway");
  await page.keyboard.press("Escape");
  await expect(attempt).toBeHidden();
  await shoot(page, "webhook-auto-disabled");
});

test("failed attempts are a gauge that moves while the page is open", async ({ page, stack }) => {
  await logIn(page);
  const fires = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };
  // Nothing listens there.
  const url = `http://127.0.0.1:${await freePort()}/closed`;
  await createWebhook(page, { name: "Nobody listens", url, retries: 1, ...fires });
  await openWebhook(page, "Nobody listens", stack);
  const health = page.getByRole("region", { name: "Health" });
  await expect(health).toContainText("It posts elsewhere");
  const deleteUser = () => fetch(`${stack.kazooUrl}/_simulator/delete-user`, { method: "POST" });
  await deleteUser();
  await deleteUser();
  const gauge = page.getByRole("img", { name: "2 of 6 failed attempts in the last minute" });
  await expect(gauge).toBeVisible(soon);
  await expect(health).toContainText("Failing");
  await expectSound(page, "a failing webhook");
  await shoot(page, "webhook-failing");
});

test("what a webhook delivers here shows on its page as it comes", async ({ page, stack }) => {
  await logIn(page);
  const fires = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };
  await createWebhook(page, { name: "Users to here", url: "here", ...fires });
  const id = await openWebhook(page, "Users to here", stack);
  const health = page.getByRole("region", { name: "Health" });
  await expect(health).toContainText("Never fired");
  await expect(page.getByRole("region", { name: "Settings" })).toContainText("here");
  await fetch(await receiverUrl(page), {
    method: "POST",
    headers: { "x-hook-id": id, "content-type": "application/json" },
    body: JSON.stringify({ id: "u1", type: "user", action: "doc_deleted" }),
  });
  const events = page.getByRole("list", { name: "Its last events" });
  await expect(events.getByRole("link", { name: /User deleted/ })).toBeVisible();
  await expect(health).toContainText("what it delivers is stored", soon);
  await expect(health.getByRole("img", { name: "1 delivery in the last 24 hours" })).toBeVisible();
  await expectSound(page, "a webhook that works");
  await shoot(page, "webhook-fine");
  await events.getByRole("link", { name: /User deleted/ }).click();
  await expect(page.getByRole("complementary", { name: "Event" })).toBeVisible();
});

test("a webhook that is not there says so, also one of another account", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const [child] = await kazoo.descendants();
  const own = (await kazoo.webhooks())[0];
  await page.goto(`/a/${child?.id}/webhooks/${own?.id}`);
  const missing = page.getByRole("heading", { name: "This account has no such webhook" });
  await expect(missing).toBeVisible();
  await expectSound(page, "a missing webhook");
  await shoot(page, "webhook-missing");
});

test("re-enabling says first what the URL answers, and leaves it off when that is not 200", async ({
  page,
  stack,
}) => {
  await logIn(page);
  await openWebhook(page, "Call pop-up", stack);
  await page.getByRole("button", { name: "Re-enable" }).click();
  const dialog = page.getByRole("dialog", { name: "Re-enable “Call pop-up”?" });
  await expect(dialog).toContainText("Its URL was not asked.");
  await expectSound(page, "re-enabling");
  await dialog.getByRole("checkbox").check();
  // crm.example is nowhere.
  await expect(dialog).toContainText("The host name is not known here.", soon);
  await expect(dialog.getByRole("button", { name: "Re-enable", exact: true })).toBeDisabled();
  await shoot(page, "re-enable-refused");
  await dialog.getByRole("button", { name: "Re-enable anyway" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Disable" })).toBeVisible();
});

test("a test makes Kazoo fire for real, times each hop and leaves no user behind", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const fires = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };
  await createWebhook(page, { name: "Tested", url: "here", ...fires });
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const users = (await kazoo.users()).length;
  // It was made behind the page's back.
  await page.reload();
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("link", { name: "Tested", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Tested", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Test" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Test “Tested”" });
  await dialog.getByRole("button", { name: "Test", exact: true }).click();
  const hops = dialog.getByRole("list", { name: "Hops of the test" });
  await expect(hops).toContainText("Test user deleted", soon);
  await expect(hops).toContainText("Kazoo accepted the change");
  await expect(hops.getByRole("link", { name: "Open the event" })).toBeVisible();
  await expect(dialog).toContainText("It works:");
  await expectSound(page, "a test");
  await shoot(page, "webhook-test");
  expect(await kazoo.users()).toHaveLength(users);
});

test("a test that stops can be cancelled", async ({ page, stack }) => {
  await logIn(page);
  const fires = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };
  await createWebhook(page, { name: "Cancelled", url: "here", ...fires });
  await openWebhook(page, "Cancelled", stack);
  const faults = `${stack.kazooUrl}/_simulator/faults`;
  const json = { "content-type": "application/json" };
  const late = JSON.stringify({ kind: "slow-delivery", latencyMs: 60_000 });
  await fetch(faults, { method: "POST", headers: json, body: late });
  await page.getByRole("button", { name: "Test" }).click();
  const dialog = page.getByRole("dialog", { name: "Test “Cancelled”" });
  await dialog.getByRole("button", { name: "Test", exact: true }).click();
  await expect(dialog).toContainText("Kazoo accepted the change");
  await dialog.getByRole("button", { name: "Cancel the test" }).click();
  await expect(dialog).toContainText("Cancelled.");
  await fetch(faults, { method: "DELETE" });
});

test("the list says what is wrong first, and when each last fired", async ({ page, stack }) => {
  await logIn(page);
  const fires = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };
  await createWebhook(page, { name: "Listed", url: "here", ...fires });
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = (await kazoo.webhooks()).find(({ name }) => name === "Listed")?.id ?? "";
  await fetch(await receiverUrl(page), {
    method: "POST",
    headers: { "x-hook-id": id, "content-type": "application/json" },
    body: JSON.stringify({ id: "u1", type: "user", action: "doc_deleted" }),
  });
  await page.reload();
  await page.getByRole("link", { name: "Webhooks" }).click();
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toContainText("Auto-disabled");
  await expect(page.getByRole("columnheader", { name: "Last 24 hours" })).toBeVisible();
  const plot = page.getByRole("img", { name: "1 delivery in the last 24 hours" });
  await expect(rows.filter({ hasText: "Listed" }).locator(plot)).toBeVisible(soon);
  await shoot(page, "webhook-list-health");
  await page.setViewportSize({ width: 1024, height: 768 });
  await shoot(page, "webhook-list-health-1024");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`on a phone the page is one column, ${colorScheme}`, async ({ page, stack }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await logIn(page);
    await openWebhook(page, "Call pop-up", stack);
    await expect(page.getByRole("region", { name: "Health" })).toContainText("Auto-disabled");
    await expectSound(page, "a webhook on a phone");
    await shoot(page, `webhook-phone-${colorScheme}`);
  });
}
