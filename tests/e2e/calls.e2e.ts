import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "calls", reducedMotion: "reduce" });

async function goToCalls(page: Page) {
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { name: "Calls", level: 1 })).toBeVisible();
}

/** Hookline knows a new webhook once Kazoo's list is read: until then its events are in quarantine. */
async function reload(page: Page) {
  const names = page.waitForResponse((answer) => /\/webhooks\?documents=false/.test(answer.url()));
  await page.reload();
  await names;
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
}

async function play(kazooUrl: string, accountId: string, scenario: string, stageMs = 20) {
  const answer = await fetch(`${kazooUrl}/_simulator/call`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ accountId, scenario, stageMs }),
  });
  expect(answer.status).toBe(200);
}

test("calls of all legs are read as calls, live and by keyboard", async ({ page, stack }) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  await goToCalls(page);
  await expect(page.getByText("No call in this range")).toBeVisible();
  await expectSound(page, "no calls");
  await kazoo.createWebhook({
    name: "All",
    uri: await receiverUrl(page),
    hook: "all",
    format: "json",
  });
  await reload(page);
  await play(stack.kazooUrl, kazoo.accountId, "inbound", 1_500);
  await expect(page.getByRole("table", { name: /^In progress/ })).toContainText("Inbound");
  await play(stack.kazooUrl, kazoo.accountId, "voicemail");
  await play(stack.kazooUrl, kazoo.accountId, "busy");
  await play(stack.kazooUrl, kazoo.accountId, "outbound");
  await play(stack.kazooUrl, kazoo.accountId, "attendedTransfer");
  const rows = page.getByRole("table", { name: /^Earlier/ }).getByRole("row");
  for (const outcome of ["Voicemail", "Busy", "Answered", "Transferred"]) {
    await expect(rows.filter({ hasText: outcome })).not.toHaveCount(0);
  }
  await expect(rows).toHaveCount(6);
  await expectSound(page, "calls");

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator("[data-call-id]").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Call" });
  await expect(sheet.getByRole("region", { name: "Timeline" })).toBeVisible();
  await expectSound(page, "a call");
  await page.keyboard.press("k");
  await expect(page).toHaveURL(/call=/);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page.locator("[data-call-id]").first()).toBeFocused();
});

test("a call without all its events says what is missing, and leads to the webhook for it", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const uri = await receiverUrl(page);
  await kazoo.createWebhook({ name: "Ends", uri, hook: "channel_destroy", format: "json" });
  await goToCalls(page);
  await reload(page);
  await expect(page.getByRole("status", { name: "Loading calls" })).toBeHidden();
  const before = await page.locator("[data-call-id]").count();
  await play(stack.kazooUrl, kazoo.accountId, "internal", 1_500);
  await expect(page.locator("[data-call-id]")).not.toHaveCount(before);
  await page.locator("[data-call-id]").first().click();
  const missing = page.getByRole("region", { name: "What is missing" });
  await expect(missing).toContainText("its start");
  await expect(missing).toContainText("its answer");
  await expectSound(page, "a call with gaps");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectSound(page, "a call on a phone");
  await missing.getByRole("link", { name: "Create a webhook for “Call answered”" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(
    "Call answered",
  );
});
