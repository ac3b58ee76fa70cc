import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { type KazooOperator, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "where-is-my-event", reducedMotion: "reduce" });
test.describe.configure({ timeout: 120_000 });

const shots = process.env.HOOKLINE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 720 });
}

const userDeleted = { type: "user", action: "doc_deleted" };

function createWebhook(kazoo: KazooOperator, uri: string): Promise<string> {
  const fields = { hook: "object", format: "json", retries: 1, custom_data: userDeleted };
  return kazoo.createWebhook({ name: "Deleted users", uri, ...fields });
}

const walkOf = (page: Page) => page.getByRole("dialog", { name: "Where is my event?" });

test("a webhook that Kazoo switched off is found from an empty list, and switched on, by keyboard", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = (await kazoo.webhooks()).find(({ name }) => name === "Call pop-up")?.id;
  await logIn(page);
  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/events?webhookId=${id}&type=nothing`);
  await page.getByRole("link", { name: "Where is my event?" }).press("Enter");
  const walk = walkOf(page);
  const look = walk.getByRole("button", { name: "Look for it" });
  await expect(walk.getByRole("combobox", { name: "Webhook" })).toContainText("Call pop-up");
  await look.press("Enter");
  const checks = walk.getByRole("list", { name: "Checks" });
  await expect(checks.getByRole("listitem").filter({ hasText: /^The webhook/ })).toContainText(
    "Look here",
  );
  await expect(walk.getByRole("status")).toContainText(
    "Kazoo switched the webhook off after too many failed attempts",
  );
  await expect(checks.getByRole("listitem").filter({ hasText: /^The receiver/ })).toContainText(
    "Can't tell",
  );
  await expectSound(page, "a walk that ends at a webhook that is off");
  await shoot(page, "where-off");
  await walk.getByRole("button", { name: "Switch it on" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Re-enable “Call pop-up”?" });
  await expect(dialog.getByRole("button", { name: "Re-enable" })).toBeEnabled();
  await dialog.getByRole("button", { name: "Re-enable" }).press("Enter");
  await expect(dialog).toBeHidden();
  await walk.getByRole("button", { name: "Look again" }).press("Enter");
  await expect(walk.getByRole("status")).not.toContainText("switched the webhook off");
  await page.keyboard.press("Escape");
  await expect(walk).toBeHidden();
});

test("an event that the page's filter hides is opened from the walk", async ({ page, stack }) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const id = await createWebhook(kazoo, await receiverUrl(page));
  // Hookline knows the webhook once it has read Kazoo's list again.
  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/webhooks/${id}`);
  await expect(page.getByRole("heading", { name: "Deleted users" })).toBeVisible();
  await kazoo.deleteUser(await kazoo.createUser("comes-and-goes"));
  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/events?webhookId=${id}`);
  await expect(page.locator("[data-event-id]")).toHaveCount(1);
  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/events?webhookId=${id}&type=device`);
  await page.getByRole("link", { name: "Where is my event?" }).press("Enter");
  const walk = walkOf(page);
  await walk.getByRole("button", { name: "Look for it" }).press("Enter");
  await expect(walk.getByRole("status")).toContainText(
    "It is stored, and the page's filter hides it.",
  );
  await expectSound(page, "a walk that ends at the filter");
  await shoot(page, "where-hidden");
  await walk.getByRole("link", { name: "Open the event" }).press("Enter");
  await expect(page.getByRole("complementary", { name: "Event" })).toContainText("User deleted");
});

test("the palette, the list and the webhook's page lead to the walk", async ({ page, stack }) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const id = await createWebhook(kazoo, await receiverUrl(page));
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("What do you want to do?").fill("where");
  await expect(page.getByRole("option", { name: "Where is my event?" })).toBeVisible();
  await page.keyboard.press("Enter");
  const walk = walkOf(page);
  // Nothing is asked before a webhook is chosen.
  await expect(walk.getByRole("button", { name: "Look for it" })).toBeDisabled();

  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/webhooks`);
  await page.getByRole("button", { name: "Actions for Deleted users" }).press("Enter");
  await page.getByRole("menuitem", { name: "Where is my event?" }).press("Enter");
  await expect(walk.getByRole("combobox", { name: "Webhook" })).toContainText("Deleted users");
  await page.keyboard.press("Escape");
  await expect(walk).toBeHidden();

  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/webhooks/${id}`);
  await page.getByRole("button", { name: "Where is my event?" }).press("Enter");
  await walk.getByRole("button", { name: "Look for it" }).press("Enter");
  await expect(walk.getByRole("status")).toContainText("did not happen in that time");
  await expectSound(page, "a walk that finds nothing wrong");
  await walk.getByRole("button", { name: "Test the webhook" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Test “Deleted users”" })).toBeVisible();
});
