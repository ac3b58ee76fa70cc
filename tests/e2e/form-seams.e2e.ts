import type { Locator, Page } from "@playwright/test";
import { demoLogin } from "../support/kazoo-operator";
import { logIn } from "../support/log-in";
import { expect, test } from "./stack";

test.use({ story: "form-seams" });

const master = { accountName: "master", username: "admin", password: "admin" };

/** Opens a webhook for editing and types a name that is not saved. */
async function typeIntoForm(page: Page): Promise<Locator> {
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Fax box changes", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Edit webhook" });
  await sheet.getByLabel("Name", { exact: true }).fill("Half typed");
  return sheet;
}

test("a form keeps what is typed while the network is gone and comes back", async ({
  page,
  context,
}) => {
  await logIn(page);
  const sheet = await typeIntoForm(page);
  await context.setOffline(true);
  await page.waitForFunction(() => !navigator.onLine);
  const readAgain = page.waitForResponse((answer) => /\/webhooks(\?|$)/.test(answer.url()));
  await context.setOffline(false);
  await readAgain;
  await expect(sheet.getByLabel("Name", { exact: true })).toHaveValue("Half typed");
});

test("another user's login in a second tab is told, and the form stays as it is", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const sheet = await typeIntoForm(page);
  const name = sheet.getByLabel("Name", { exact: true });
  const headers = { origin: stack.appUrl };
  const become = (data: object) =>
    page.request.post(`${stack.appUrl}/api/session`, { data, headers });
  expect((await become(master)).status()).toBe(200);
  await sheet.getByRole("button", { name: "Save changes" }).click();

  const dialog = page.getByRole("dialog", { name: "Somebody else is logged in now" });
  await expect(dialog).toContainText(/belongs to operator .* admin \(/);
  await dialog.getByRole("button", { name: "Stay on this page" }).click();
  await expect(name).toHaveValue("Half typed");

  expect((await become(demoLogin)).status()).toBe(200);
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("button", { name: "Half typed", exact: true })).toBeVisible();
});
