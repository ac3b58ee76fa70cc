import type { Page } from "@playwright/test";
import { logIn } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "webhook-groups", reducedMotion: "reduce" });

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
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("Monster UI's groups are shown, and the list is narrowed to one by keyboard", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("Parked calls to CRM")).toContainText("CRM");
  await shoot(page, "groups-list");

  await page.getByRole("combobox", { name: "Group" }).press("Enter");
  // The box takes the focus once it has come.
  await expect(page.getByRole("option")).toHaveCount(3);
  await expect(page.locator("input:focus")).toBeVisible();
  await page.keyboard.type("crm");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/group=CRM/);
  await expect(page.getByText("1 of 5 webhooks")).toBeVisible();
});

test("enabling many asks each URL first: what does not answer 200 stays off and says why", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("checkbox", { name: "Select Finished calls to billing" }).press("Space");
  await page.getByRole("checkbox", { name: "Select Call pop-up" }).press("Space");
  const bar = page.getByRole("region", { name: "Selected webhooks" });
  await bar.getByRole("button", { name: "Enable" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Enable 2 webhooks" });
  await dialog.getByRole("checkbox", { name: /Ask URLs that are not Hookline's/ }).press("Space");
  await expectSound(page, "enabling many");
  await shoot(page, "enable-many");
  await dialog.getByRole("button", { name: "Enable 2 webhooks" }).press("Enter");
  await expect(dialog).toContainText("0 of 2 done, 2 failed");
  await expect(dialog).toContainText("The host name is not known here.");
  const isOn = async (name: string) =>
    (await kazoo.webhooks()).find((webhook) => webhook.name === name)?.enabled;
  expect(await isOn("Call pop-up")).toBe(false);
  await shoot(page, "enable-many-refused");
  await dialog.getByRole("button", { name: "Enable 2 anyway" }).press("Enter");
  await expect(dialog).toContainText("2 of 2 done");
  expect(await isOn("Call pop-up")).toBe(true);
});
