import type { Page } from "@playwright/test";
import { logIn } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "webhook-test", reducedMotion: "reduce" });

const shots = process.env.HOOKLINE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("what was just created is tested from its message, and the events page offers it too", async ({
  page,
}) => {
  await logIn(page);
  await page.getByRole("link", { name: "Create “User deleted”" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("button", { name: "Create webhook" }).press("Enter");
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "Test it" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Test “User deleted”" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.getByRole("link", { name: "Events" }).click();
  await page.getByRole("link", { name: "Test “User deleted”" }).press("Enter");
  await dialog.getByRole("button", { name: "Test", exact: true }).press("Enter");
  const hops = dialog.getByRole("list", { name: "Hops of the test" });
  await expect(hops).toContainText("Shown on screen");
  await expect(hops.getByText("Shown on screen")).toContainText("User deleted");
  await expect(hops.getByRole("listitem").filter({ hasText: "Shown on screen" })).toContainText(
    /\d+ ms/,
  );
  await expect(dialog).toContainText("It works:");
  await expectSound(page, "a test whose last hop is the screen");
  await shoot(page, "test-shown");
});

test("a test user that could not be deleted is listed, and deleted by a button", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  // Events of another story may be there: the first-run screen is not.
  await page.goto(`/a/${kazoo.accountId}/webhooks?webhook=new&preset=user-deleted`);
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("button", { name: "Create webhook" }).press("Enter");
  await page.getByRole("button", { name: "Test it" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Test “User deleted”" });
  const faults = `${stack.kazooUrl}/_simulator/faults`;
  const fault = { kind: "error", method: "DELETE", status: 503, message: "datastore_fault" };
  await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
  await dialog.getByRole("button", { name: "Test", exact: true }).press("Enter");
  await expect(dialog).toContainText("could not be deleted");
  const left = dialog.getByRole("list", { name: "Test users that are left" });
  await expect(left.getByRole("listitem")).toHaveCount(1);
  await expectSound(page, "a test user that is left");
  await shoot(page, "test-user-left");
  await fetch(faults, { method: "DELETE" });
  await dialog.getByRole("button", { name: "Delete it" }).press("Enter");
  await expect(left).toBeHidden();
  const users = await kazoo.users();
  expect(users.filter(({ username }) => username?.startsWith("hookline-test-"))).toEqual([]);
});
