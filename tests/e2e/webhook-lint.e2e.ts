import { logIn } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "webhook-lint", reducedMotion: "reduce" });

test("what is wrong with a webhook is marked in the list and mended by a button", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const uri = "https://crm.example/a b";
  const id = await kazoo.createWebhook({ name: "Spaced", uri, hook: "parking", format: "json" });
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  const row = page.getByRole("row", { name: /Spaced/ });
  const mark = row.getByRole("button", { name: "1 finding of Spaced, loses events" });
  await mark.press("Enter");
  const findings = page.getByRole("dialog", { name: "Findings of Spaced" });
  await expect(findings).toContainText("Kazoo takes this URL and never calls it");
  await expectSound(page, "findings");
  await findings.getByRole("button", { name: "Encode the URL" }).press("Enter");
  await expect(mark).toBeHidden();
  expect((await kazoo.webhook(id)).uri).toBe("https://crm.example/a%20b");
});

test("two webhooks that send the same are told on both, and the needless one is switched off", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const uri = "https://crm.example/twice";
  const sent = { uri, format: "json", include_internal_legs: false };
  await kazoo.createWebhook({ ...sent, name: "All of it", hook: "all" });
  const custom_data = { type: "user", action: "doc_deleted" };
  await kazoo.createWebhook({ ...sent, name: "Users gone", hook: "object", custom_data });
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: /finding of All of it/ }).click();
  await expect(page.getByRole("dialog", { name: "Findings of All of it" })).toContainText(
    "User deleted: each arrives twice, from All of it, Users gone.",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /finding of Users gone/ }).click();
  await page.getByRole("button", { name: "Switch this one off" }).click();
  await expect(page.getByRole("row", { name: /Users gone/ })).toContainText("Disabled");
  await expect(page.getByRole("button", { name: /finding of All of it/ })).toBeHidden();
});

test("the form says it while it is typed, and mends the draft", async ({ page }) => {
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("radio", { name: "Another URL" }).click();
  const url = sheet.getByLabel("URL", { exact: true });
  await url.fill("https://müller.example/a b");
  await expect(sheet).toContainText("never calls it");
  await sheet.getByRole("button", { name: "Encode the URL" }).click();
  await expect(url).toHaveValue("https://xn--mller-kva.example/a%20b");
  await expect(sheet).not.toContainText("never calls it");
});
