import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { expect, test } from "./stack";

test.use({ story: "screens" });

const deliveries: Record<string, string>[] = [
  { id: "caf8d15ea2be180e32b70cee54a245e3", action: "doc_deleted", type: "user" },
  {
    hook_event: "channel_destroy",
    call_id: "a-call-id-that-is-quite-long@10.0.0.9",
    call_direction: "inbound",
    caller_id_number: "+15555550123",
    callee_id_number: "2000",
    hangup_cause: "NORMAL_CLEARING",
    duration_seconds: "65",
    timestamp: "63962510189",
  },
  { event_category: "notification", event_name: "voicemail_new", voicemail_box: "1001" },
  { type: "sms", from: "+15555550123", to: "+15555550100", body: "hello", id: "m1" },
  { something: "else entirely" },
];

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce" });

      test("every screen fits, is accessible and leaves the console silent", async ({ page }) => {
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type())) complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(String(error)));

        await page.goto("/login");
        await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
        await expectSound(page, "login");
        await logIn(page);
        const receiver = await receiverUrl(page);
        for (const form of deliveries) {
          await fetch(receiver, { method: "POST", body: new URLSearchParams(form) });
        }
        await fetch(receiver, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"broken":',
        });
        await expect(page.locator("[data-event-id]").nth(5)).toBeVisible();
        await expectSound(page, "events");
        await page.getByRole("slider", { name: "Events over time" }).press("End");
        await expectSound(page, "histogram");
        await page.getByRole("button", { name: "Export" }).click();
        await expect(page.getByRole("menuitem", { name: /^CSV/ })).toBeVisible();
        await expectSound(page, "export menu");
        await page.keyboard.press("Escape");

        await page.locator("[data-event-id]").nth(4).click();
        for (const tab of ["Fields", "Raw", "Headers", "Summary"]) {
          await page.getByRole("tab", { name: tab }).click();
          await expectSound(page, `event detail, ${tab}`);
        }

        await page.goto(page.url().replace(/\/events.*/, "/webhooks"));
        await expect(page.getByText("Fax box changes")).toBeVisible();
        await expectSound(page, "webhooks");
        await page.getByRole("button", { name: "Create webhook" }).click();
        await expect(page.getByRole("dialog", { name: "Create webhook" })).toBeVisible();
        await expectSound(page, "create webhook");

        expect(complaints).toEqual([]);
        await page.goto("/no/such/page");
        await expectSound(page, "not found");
        // The browser itself reports the 404 that was asked for.
        const unasked = complaints.filter((text) => !/status of 404/.test(text));
        expect(unasked).toEqual([]);
      });
    });
  }
}
