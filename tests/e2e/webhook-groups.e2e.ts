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

test("Monster UI's groups are shown, chosen and made, and Monster UI still reads them", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await page.setViewportSize({ width: 1440, height: 900 });
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("Parked calls to CRM")).toContainText("CRM");
  await shoot(page, "groups-list");

  await page.getByRole("combobox", { name: "Group" }).press("Enter");
  await page.keyboard.type("crm");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/group=CRM/);
  await expect(page.getByText("1 of 5 webhooks")).toBeVisible();
  await page.getByRole("combobox", { name: "Group" }).press("Enter");
  await page.keyboard.type("any");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");

  await page.getByRole("searchbox", { name: "Search webhooks" }).fill("porting");
  await expect(page.getByText("1 of 5 webhooks")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search webhooks" }).fill("");

  // A new one in the form.
  await page.goto(`${page.url().split("?")[0]}?webhook=${await idOf("Ported numbers")}`);
  const form = page.getByRole("dialog", { name: "Edit webhook" });
  await form.getByRole("combobox", { name: "Group" }).fill("Numbers");
  await expectSound(page, "the form with a group");
  await shoot(page, "groups-form");
  await form.getByRole("button", { name: "Save changes" }).press("Enter");
  await expect(form).toBeHidden();
  await expect(row("Ported numbers")).toContainText("Numbers");
  await expect.poll(() => kazoo.groups()).toEqual({ CRM: 1, Numbers: 1 });

  // Two that are chosen go into one.
  await page.getByRole("checkbox", { name: "Select Fax box changes" }).press("Space");
  await page.getByRole("checkbox", { name: "Select Ported numbers" }).press("Space");
  const bar = page.getByRole("region", { name: "Selected webhooks" });
  await bar.getByRole("button", { name: "Group" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Group 2 webhooks" });
  await dialog.getByRole("combobox", { name: "Group" }).fill("CRM");
  await expectSound(page, "grouping many");
  await shoot(page, "groups-bulk");
  await dialog.getByRole("button", { name: "Move 2 webhooks" }).press("Enter");
  await expect(dialog).toContainText("2 of 2 done");
  await expect.poll(() => kazoo.groups()).toEqual({ CRM: 3 });

  async function idOf(name: string): Promise<string> {
    return (await kazoo.webhooks()).find((webhook) => webhook.name === name)?.id ?? "";
  }
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
