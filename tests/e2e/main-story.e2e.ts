import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { demoLogin, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "main-story" });

test("a user deleted in Kazoo shows up at once, survives a restart, and stops when the webhook goes", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const doomed = await kazoo.createUser("doomed");

  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("radio", { name: /^User deleted/ }).check();
  await sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("row", { name: /User deleted/ })).toContainText("Active");
  const created = (await kazoo.webhooks()).find(({ name }) => name === "User deleted");
  expect(created?.uri.startsWith(`${stack.appUrl}/receive/`)).toBe(true);

  await page.getByRole("link", { name: "Events" }).click();
  await expect(page.getByRole("heading", { name: /Nothing has arrived yet/ })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  const histogram = page.getByRole("region", { name: "Events over time" });
  await expect(histogram).toBeHidden();
  await kazoo.deleteUser(doomed);
  const event = page.getByRole("link", { name: /User deleted/ });
  await expect(event).toBeVisible();
  await expect(histogram).toBeVisible();

  await event.click();
  const detail = page.getByRole("complementary", { name: "Event" });
  await expect(detail).toContainText(doomed.slice(0, 8));
  await detail.getByRole("tab", { name: "Raw" }).click();
  await expect(detail).toContainText(doomed);
  await expect(detail).toContainText('"action" : "doc_deleted"');
  await detail.getByRole("tab", { name: "Headers" }).click();
  await expect(detail).toContainText("x-hook-id");

  expect(await stack.stopApp()).toBe(0);
  await stack.startApp();
  await page.reload();
  await expect(page.getByRole("link", { name: /User deleted/ })).toHaveCount(1);

  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Actions for User deleted" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: /Delete .User deleted.\?/ });
  await dialog.getByRole("button", { name: "Delete webhook" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /User deleted/ })).toHaveCount(0);
  expect((await kazoo.webhooks()).some(({ name }) => name === "User deleted")).toBe(false);

  await page.getByRole("link", { name: "Events" }).click();
  await page.getByRole("link", { name: /User deleted/ }).click();
  await expect(detail).toContainText("User deleted (deleted)");
});

test("a session that ends is taken up again over the page, with the work kept", async ({
  page,
  stack,
}) => {
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByLabel("Name").fill("Half typed");
  await fetch(`${stack.kazooUrl}/_simulator/expire-tokens`, { method: "POST" });
  await sheet.getByRole("button", { name: "Create webhook" }).click();

  const over = page.getByRole("dialog", { name: "Your session is over" });
  await over.getByLabel("Password", { exact: true }).fill("wrong");
  await over.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(over).toContainText("password");
  await over.getByLabel("Password", { exact: true }).fill(demoLogin.password);
  await over.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(over).toBeHidden();
  // What was being saved when the session ended is saved now, without another click.
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("row", { name: /Half typed/ })).toBeVisible();
});

test("Back and Forward ask before they leave a form with changes", async ({ page }) => {
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await expect(sheet.getByLabel("Name")).toBeVisible();
  await page.goBack();
  await expect(sheet).toBeHidden();
  await page.goForward();
  const form = page.url();
  await sheet.getByLabel("Name").fill("Half typed");
  const asked = page.getByRole("dialog", { name: "Discard what you changed?" });
  const waysBack = [
    () => page.evaluate(() => window.history.back()),
    // The browser's own button: it waits for a page that never comes.
    () => page.goBack({ timeout: 1_000 }).catch(() => null),
  ];
  for (const goBack of waysBack) {
    await goBack();
    await asked.getByRole("button", { name: "Go on editing" }).click();
    await expect(asked).toBeHidden();
    await expect(sheet.getByLabel("Name")).toHaveValue("Half typed");
    await expect(page).toHaveURL(form);
  }
  await page.evaluate(() => window.history.go(-2));
  await asked.getByRole("button", { name: "Discard" }).click();
  await expect(page).toHaveURL(/\/events$/);
  await expect(sheet).toBeHidden();

  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(form);
  await expect(sheet.getByLabel("Name")).not.toHaveValue("Half typed");
  await sheet.getByLabel("Name").fill("Kept");
  await page.evaluate(() => window.history.back());
  await asked.getByRole("button", { name: "Go on editing" }).click();
  await sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("row", { name: /Kept/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/webhooks$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/events$/);
});

test("a tab doesn't go on as somebody else after another login in the same browser", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const master = { accountName: "master", username: "admin", password: "admin" };
  const { accountId } = await logInToKazoo(stack.kazooUrl, master);
  const answer = await page.request.post(`${stack.appUrl}/api/session`, {
    data: master,
    headers: { origin: stack.appUrl },
  });
  expect(answer.status()).toBe(200);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Go on as admin" }).click();
  await expect(page).toHaveURL(new RegExp(`/a/${accountId}/`));
});

test("two tabs agree, and a stream that was cut resumes without gap or duplicate", async ({
  page,
  context,
  stack,
}) => {
  await logIn(page);
  const receiver = await receiverUrl(page);
  const deliver = (callId: string) =>
    fetch(receiver, {
      method: "POST",
      body: new URLSearchParams({
        hook_event: "channel_create",
        call_id: callId,
        call_direction: "inbound",
      }),
    });
  const other = await context.newPage();
  await other.goto(page.url());
  const idsIn = (tab: Page) =>
    tab
      .locator("[data-event-id]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-event-id")));

  await expect(other.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  const before = (await idsIn(page)).length;
  for (let call = 0; call < 5; call += 1)
    expect((await deliver(`before-${call}`)).status).toBe(200);
  await expect(page.locator("[data-event-id]")).toHaveCount(before + 5);
  await expect(other.locator("[data-event-id]")).toHaveCount(before + 5);

  await stack.stopApp("SIGKILL");
  await expect(page.getByRole("status").filter({ hasText: /Reconnecting|Offline/ })).toBeVisible();
  await stack.startApp();
  for (let call = 0; call < 5; call += 1) expect((await deliver(`after-${call}`)).status).toBe(200);
  await expect(page.locator("[data-event-id]")).toHaveCount(before + 10);
  await expect(other.locator("[data-event-id]")).toHaveCount(before + 10);
  expect(await idsIn(page)).toEqual(await idsIn(other));
});
