import { z } from "zod";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "deliveries", reducedMotion: "reduce" });

const attemptList = z.object({ data: z.array(z.unknown()) });

test("why a webhook was switched off is read from Kazoo's attempts, by keyboard", async ({
  page,
}) => {
  await logIn(page);
  // Keys are heard once the page lives.
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "Deliveries", level: 1 })).toBeVisible();
  const failed = page.getByRole("button", { name: /^Failed and never arrived/ });
  await expect(failed).toContainText("6");
  await failed.press("Enter");
  await expect(page).toHaveURL(/outcome=missing/);
  const rows = page.getByRole("table", { name: "Deliveries" }).getByRole("row");
  await expect(rows.filter({ hasText: "Call pop-up" })).toHaveCount(6);
  await expect(rows.nth(1)).toContainText("Failed at a receiver elsewhere");
  await expectSound(page, "ledger");

  await rows.nth(1).getByRole("button", { name: "1 failed try" }).press("Enter");
  await expect(page).toHaveURL(/view=attempts/);
  const answer = page.getByRole("button", { name: "The receiver answered 502" });
  await expect(answer.first()).toBeVisible();
  await answer.first().press("Enter");
  const sheet = page.getByRole("dialog", { name: "Attempt" });
  await expect(page).toHaveURL(/attempt=/);
  await page.reload();
  await expect(sheet.getByText("Kazoo never tries again after an answer.")).toBeVisible();
  await expect(sheet.getByRole("region", { name: "Request" })).toContainText("channel_create");
  await expect(sheet.getByRole("region", { name: "Response" })).toContainText("502 Bad Gateway");
  await expect(sheet.getByRole("button", { name: "Copy the request body" })).toBeVisible();
  await expectSound(page, "attempt");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.getByRole("combobox", { name: "Result" }).click();
  await page.getByRole("option", { name: "Succeeded" }).click();
  await expect(page).toHaveURL(/result=success/);
  await expect(page.getByText("No successful try is logged")).toBeVisible();
  await expectSound(page, "no attempt");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Any result" }).click();
  await expect(answer.first()).toBeVisible();
  await expectSound(page, "attempts on a phone");
});

test("what never arrived is counted first, stored once, and found among the events", async ({
  page,
  stack,
}) => {
  test.setTimeout(120_000);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const id = await kazoo.createWebhook({
    name: "New users",
    uri: await receiverUrl(page),
    hook: "object",
    format: "json",
    retries: 1,
    custom_data: { type: "user", action: "doc_created" },
  });
  await stack.stopApp();
  await kazoo.createUser("came-while-away");
  const attempts = `${stack.kazooUrl}/v2/accounts/${kazoo.accountId}/webhooks/${id}/attempts`;
  await expect
    .poll(
      async () => {
        const answer = await fetch(attempts, { headers: { "x-auth-token": kazoo.token } });
        return attemptList.parse(await answer.json()).data.length;
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await stack.startApp();

  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/webhooks/${id}`);
  const health = page.getByRole("region", { name: "Health" });
  await health.getByRole("button", { name: "Look and recover" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Recover events" })).toContainText("New users");
  await page.keyboard.press("Escape");
  await page.goto(`${stack.appUrl}/a/${kazoo.accountId}/deliveries?webhookId=${id}`);
  const offer = page.getByRole("status").filter({ hasText: "1 event never arrived" });
  await expect(offer).toBeVisible();
  await expectSound(page, "something is missing");
  await offer.getByRole("button", { name: "Look and recover" }).click();
  const dialog = page.getByRole("dialog", { name: "Recover events" });
  await expect(dialog).toContainText("Can be recovered1");
  await expect(dialog).toContainText("was never fired");
  await expectSound(page, "recover");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Recover…" }).click();
  await dialog.getByRole("button", { name: "Store 1 event" }).click();
  const done = page.getByRole("dialog", { name: "Recovered 1 event" });
  await expect(done).toContainText("Stored now1");
  await done.getByRole("button", { name: "Close" }).click();

  await expect(offer).toBeHidden();
  const row = page.getByRole("row", { name: /New users/ });
  await expect(row).toContainText("recovered since");
  await expect(page.getByRole("button", { name: "Recover…" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Failed and never arrived/ })).toContainText("0");

  await row.getByRole("link", { name: "Event" }).click();
  await expect(page.getByText("Kazoo's attempts around this time")).toBeVisible();
  await expect(page.locator("[data-event-id]")).toHaveCount(1);
  await page.getByRole("tab", { name: "Delivery" }).click();
  await expect(page.getByText("It never arrived: it was stored from the body")).toBeVisible();
  const tries = page.getByRole("list", { name: "Kazoo's attempts" });
  await tries.getByRole("button", { name: "Nothing listened at this address" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Attempt" })).toContainText("New users");
  await expectSound(page, "an attempt over its event");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Attempt" })).toBeHidden();
  await expect(page.getByRole("complementary", { name: "Event" })).toBeVisible();
  await page.getByRole("tab", { name: "Summary" }).click();
  await page.getByRole("link", { name: "Kazoo's attempts around this time" }).click();
  await expect(page.getByRole("table", { name: "Attempts" })).toContainText("New users");
});

test("that Kazoo refuses is told in words, with a way on", async ({ page, stack }) => {
  const faults = `${stack.kazooUrl}/_simulator/faults`;
  await logIn(page);
  const { accountId } = await logInToKazoo(stack.kazooUrl);
  const pathPrefix = `/v2/accounts/${accountId}/webhooks/attempts`;
  const fault = { kind: "error", pathPrefix, status: 403, message: "forbidden" };
  await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
  await page.getByRole("link", { name: "Deliveries" }).click();
  await expect(page.getByText("Who may see the account's webhooks in Kazoo")).toBeVisible();
  await expectSound(page, "deliveries refused");
  await fetch(faults, { method: "DELETE" });
  await page
    .getByRole("region", { name: "Both sides" })
    .getByRole("button", { name: "Try again" })
    .click();
  await expect(page.getByRole("table", { name: "Deliveries" })).toBeVisible();
});
