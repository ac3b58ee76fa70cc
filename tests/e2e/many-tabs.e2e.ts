import type { Page, Request } from "@playwright/test";
import { logIn, receiverUrl } from "../support/log-in";
import { expect, test } from "./stack";

test.use({ story: "many-tabs" });

const live = (tab: Page) => tab.getByRole("status").filter({ hasText: "Live" });

/** A headless browser calls every tab visible. */
async function hide(tab: Page, hidden: boolean): Promise<void> {
  await tab.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    hidden ? "hidden" : "visible",
  );
}

test("any number of tabs share one stream, and one that comes back catches up", async ({
  page,
  context,
  stack,
}) => {
  const streams = new Set<Request>();
  context.on("request", (request) => {
    if (request.url().endsWith("/events/stream")) streams.add(request);
  });
  for (const over of ["requestfinished", "requestfailed"] as const) {
    context.on(over, (request) => streams.delete(request));
  }
  await logIn(page);
  await expect(live(page)).toBeVisible();
  const receiver = await receiverUrl(page);
  const deliver = async (id: string) => {
    const body = new URLSearchParams({ id, action: "doc_deleted", type: "user" });
    expect((await fetch(receiver, { method: "POST", body })).status).toBe(200);
  };

  // A browser opens six connections to a server over plain http; a stream each would use up all.
  const tabs = [page];
  for (let count = 0; count < 8; count += 1) {
    const tab = await context.newPage();
    await tab.goto(page.url());
    await expect(live(tab)).toBeVisible();
    tabs.push(tab);
  }
  expect(streams.size).toBe(1);
  expect(await page.evaluate(async (path) => (await fetch(path)).status, "/api/health")).toBe(200);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();

  await deliver("first");
  for (const tab of tabs.slice(1)) await expect(tab.locator("[data-event-id]")).toHaveCount(1);

  const [reader] = tabs.splice(3, 1);
  if (!reader) throw new Error("no such tab");
  for (const tab of tabs) await hide(tab, true);
  await expect.poll(() => streams.size).toBe(1);
  await hide(reader, true);
  await expect.poll(() => streams.size).toBe(0);
  await deliver("second");
  await hide(reader, false);
  await expect(reader.locator("[data-event-id]")).toHaveCount(2);
  await expect(live(reader)).toBeVisible();
  const [another] = tabs.slice(1);
  if (!another) throw new Error("no such tab");
  await hide(another, false);
  await expect(another.locator("[data-event-id]")).toHaveCount(2);
  expect(streams.size).toBe(1);
});
