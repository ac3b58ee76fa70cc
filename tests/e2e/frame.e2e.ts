import type { Locator, Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expect, test } from "./stack";

test.use({ story: "frame" });

test("a page that fails leaves the frame, and comes back", async ({ page }) => {
  await logIn(page);
  // The account has a key from then on.
  await receiverUrl(page);
  await page.getByRole("link", { name: "Keys" }).click();
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  // What only the dialog asked for next needs.
  await page.evaluate(() => {
    const real = Array.prototype.findLast;
    Reflect.set(window, "mend", () => Reflect.set(Array.prototype, "findLast", real));
    Reflect.set(Array.prototype, "findLast", () => {
      throw new Error("broken on purpose");
    });
  });
  await page.getByRole("menuitem", { name: /^Revoke/ }).click();
  await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main).toHaveCount(1);
  await expect(main.getByRole("heading", { name: "This page failed" })).toBeVisible();
  await page.evaluate(() => Reflect.get(window, "mend")());
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Whoever has a key's URL")).toBeVisible();
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByText("Fax box changes")).toBeVisible();
});

async function wholeInSight(rows: Locator): Promise<number> {
  return rows.evaluateAll(
    (found) =>
      found.filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }).length,
  );
}

async function expectPageScrolls(page: Page): Promise<void> {
  const [height, width] = await page.evaluate(() => [
    document.documentElement.scrollHeight - innerHeight,
    document.documentElement.scrollWidth - innerWidth,
  ]);
  expect(height).toBeGreaterThan(0);
  expect(width).toBeLessThanOrEqual(0);
}

test.describe("400 % zoom", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test("rows can be brought into sight, read and opened", async ({ page }) => {
    await logIn(page);
    const receiver = await receiverUrl(page);
    for (let count = 0; count < 5; count += 1) {
      const form = { hook_event: "channel_create", call_id: `call-${count}` };
      await fetch(receiver, { method: "POST", body: new URLSearchParams(form) });
    }
    const events = page.locator("[data-event-id]");
    await expect(events.nth(4)).toBeAttached();
    await expectPageScrolls(page);
    await events.first().scrollIntoViewIfNeeded();
    await page.mouse.move(160, 128);
    await page.mouse.wheel(0, 2_000);
    await expect.poll(() => wholeInSight(events)).toBeGreaterThanOrEqual(3);
    await events.first().click();
    const detail = page.getByRole("dialog", { name: "Event" });
    await detail.getByRole("tab", { name: "Raw" }).click();
    await expect(detail.getByRole("tabpanel")).toBeInViewport();
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Webhooks" }).click();
    const webhooks = page.getByRole("row").filter({ hasText: "crm.example" });
    await webhooks.first().scrollIntoViewIfNeeded();
    await expect(webhooks.first()).toBeInViewport({ ratio: 1 });
    await expectPageScrolls(page);
  });
});
