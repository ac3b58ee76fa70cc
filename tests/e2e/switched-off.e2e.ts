import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { demoLogin, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "switched-off", reducedMotion: "reduce" });

async function openWebhooks(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
}

test("a webhook that Kazoo switched off is counted on every page and in the title", async ({
  page,
}) => {
  await logIn(page);
  for (const name of ["Events", "Webhooks", "Keys"]) {
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(
      page.getByRole("link", { name: "Webhooks, 1 switched off by Kazoo" }),
    ).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^\\(1 off\\) ${name}`));
  }
  await expectSound(page, "keys with a webhook off");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("link", { name: "Webhooks, 1 switched off by Kazoo" })).toBeVisible();
  await expectSound(page, "phone with a webhook off");
});

test("the light does not say Live while the only webhook that sends here is off", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const light = page.getByRole("status").filter({ hasText: /Live|Webhooks off/ });
  await expect(light).toHaveText("Live");
  const uri = await receiverUrl(page);
  await kazoo.createWebhook({ name: "Only feed", uri, hook: "parking", format: "json" });
  await openWebhooks(page);
  const toggle = page.getByRole("switch", { name: "Only feed is on" });
  await page.reload();
  await toggle.click();
  await expect(light).toHaveText("Webhooks off");
  await page.getByRole("link", { name: "Events" }).click();
  await expect(light).toHaveText("Webhooks off");
  await page.getByRole("link", { name: "Webhooks" }).click();
  await toggle.click();
  await expect(light).toHaveText("Live");
});

test("an event of a webhook that was switched off names it and leads to it", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const off = (await kazoo.webhooks()).find(({ name }) => name === "Call pop-up");
  const body = { event_category: "notification", event_name: "webhook_disabled", hook_id: off?.id };
  await fetch(await receiverUrl(page), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await expect(page.getByText("Kazoo switched a webhook off")).toBeVisible();
  await page.getByRole("link", { name: "Call pop-up" }).click();
  await expect(page.getByRole("row", { name: /Call pop-up/ })).toContainText("Auto-disabled");
});

test("a browser that is set to it notifies and sounds when one more is switched off", async ({
  page,
  context,
  stack,
}) => {
  test.setTimeout(180_000);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await context.grantPermissions(["notifications"]);
  await context.addInitScript(() => {
    const told: string[] = [];
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      told.push("tone");
      start.call(this, when);
    };
    class Watched extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(title);
      }
    }
    Object.assign(window, { Notification: Watched, told });
  });
  const toldIn = (tab: Page) => tab.evaluate<string[]>(() => Reflect.get(window, "told"));
  const other = await context.newPage();
  const told = async () => [...(await toldIn(page)), ...(await toldIn(other))];
  await logIn(page);
  await page.getByRole("button", { name: `Operator ${demoLogin.username}` }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Notify" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Play a sound" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Notify" })).toBeChecked();
  await expectSound(page, "operator menu");
  await page.keyboard.press("Escape");

  const uri = "http://127.0.0.1:1/nobody";
  const custom_data = { type: "user", action: "doc_created" };
  const id = await kazoo.createWebhook({
    name: "Doomed",
    uri,
    hook: "object",
    retries: 4,
    custom_data,
  });
  await openWebhooks(page);
  await page.reload();
  await expect(page.getByRole("row", { name: /Doomed/ })).toContainText("Active");
  await other.goto(page.url());
  await expect(other.getByRole("row", { name: /Doomed/ })).toContainText("Active");
  expect(await told()).toEqual([]);
  for (const name of ["one", "two"]) await kazoo.createUser(`doomed-${name}`);
  await expect.poll(async () => (await kazoo.webhook(id)).enabled, { timeout: 90_000 }).toBe(false);
  await expect
    .poll(
      async () => {
        for (const tab of [page, other]) {
          await tab.getByRole("link", { name: "Keys" }).click();
          await tab.getByRole("link", { name: "Webhooks" }).click();
        }
        return told();
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toEqual(["tone", "tone", "Kazoo switched “Doomed” off"]);
  // Both tabs know it, and one of them told.
  for (const tab of [page, other]) {
    const off = tab.getByRole("link", { name: "Webhooks, 2 switched off by Kazoo" });
    await expect(off).toBeVisible();
  }
  expect(await told()).toHaveLength(3);
});
