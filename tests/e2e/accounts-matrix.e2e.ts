import axe, { type AxeResults } from "axe-core";
import { logIn } from "../support/browser/log-in";
import { expect, test } from "./stack";

test.use({ story: "accounts-matrix" });

test("an operator sees all accounts' webhooks, the worst first, and makes one by keyboard", async ({
  page,
}) => {
  await logIn(page);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  const grid = page.getByRole("grid", { name: "Webhooks of each account" });
  await expect(page.getByRole("button", { name: /As of/ })).toBeVisible();
  const rows = grid.getByRole("row");
  await expect(rows).toHaveCount(8);
  await expect(rows.nth(1)).toContainText("Demo");
  await expect(rows.nth(1)).toContainText("1 auto-disabled");
  await expect(grid.getByRole("row", { name: /Cedar Street Books/ })).toContainText("Missing");
  await page.keyboard.press("/");
  await page.keyboard.type("cedar");
  await expect(rows).toHaveCount(2);
  await grid.getByRole("columnheader", { name: "Call ended" }).getByRole("button").focus();
  await page.keyboard.press("Enter");
  const bar = page.getByRole("region", { name: "Selected cells" });
  await expect(bar).toContainText("1 selected");
  await bar.getByRole("button", { name: "Receive here" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Will be done: Makes “Call ended”, which posts here.");
  await dialog.getByRole("button", { name: "Create 1" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("1 of 1 done");
  await page.keyboard.press("Escape");
  await expect(rows.nth(1)).toContainText("Never fired");
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate(() =>
    Reflect.get(window, "axe").run(document, {
      resultTypes: ["violations"],
      rules: { "label-content-name-mismatch": { enabled: false } },
    }),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
