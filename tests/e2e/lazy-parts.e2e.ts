import { logIn } from "../support/browser/log-in";
import { expect, test } from "./stack";

test.use({ story: "lazy-parts" });

test("a part that can't be loaded is there once the network is back", async ({ page }) => {
  await logIn(page);
  await expect(page.getByRole("button", { name: "Commands" })).toBeVisible();
  const chunks = "**/_next/static/chunks/**";
  let refused = 0;
  await page.route(chunks, (route) => {
    refused += 1;
    return route.abort();
  });
  await page.getByRole("button", { name: "Commands" }).click();
  await expect.poll(() => refused).toBeGreaterThan(0);
  await page.unroute(chunks);
  await page.getByPlaceholder("What do you want to do?").fill("keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});
