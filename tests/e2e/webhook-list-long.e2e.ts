import { logIn } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

// A stack of its own: what other stories look for would be out of sight among so many.
test.use({
  story: "webhook-list-long",
  reducedMotion: "reduce",
  viewport: { width: 1024, height: 768 },
});

const many = { uri: "https://crm.example/hooks/many", hook: "parking", format: "json" };

test("of 2,000 webhooks only rows in sight are in the page, the last is reached, and the URL stays readable", async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const names = Array.from(
    { length: 2_000 },
    (_, index) => `Many ${String(index).padStart(4, "0")}`,
  );
  for (let start = 0; start < names.length; start += 20) {
    await Promise.all(
      names.slice(start, start + 20).map((name) => kazoo.createWebhook({ ...many, name })),
    );
  }
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByLabel("Search webhooks").fill("many");
  await expect(page.getByRole("row", { name: /Many 0000/ })).toBeVisible();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  const url = page.getByRole("row", { name: /Many 0000/ }).getByText("crm.example");
  const { clientWidth, scrollWidth } = await url.evaluate((part) => ({
    clientWidth: part.clientWidth,
    scrollWidth: part.scrollWidth,
  }));
  expect(scrollWidth, "the host is cut").toBeLessThanOrEqual(clientWidth);
  await expectSound(page, "2,000 webhooks");
  await page.getByRole("checkbox", { name: "Select Many 0000" }).focus();
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("region", { name: "Selected webhooks" })).toContainText(
    "2000 selected",
  );
  await page.getByRole("table").evaluate((table) => {
    table.parentElement?.scrollTo({ top: 1e9 });
  });
  await expect(page.getByRole("row", { name: /Many 1999/ })).toBeVisible();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
});
