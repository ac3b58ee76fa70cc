import type { Page, Request } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expect, test } from "./stack";

test.use({ story: "live-pages" });

const live = (tab: Page) => tab.getByRole("status").filter({ hasText: /^Live/ });

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

const apiCalls = (page: Page): string[] => {
  const calls: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const [, path] = pathname.split("/api/");
    if (path) calls.push(path.replace(/^accounts\/[0-9a-f]{32}/, "") + search);
  });
  return calls;
};

test("an events page without events asks for each thing once", async ({ page }) => {
  await logIn(page);
  await expect(
    page.getByRole("heading", { name: /Nothing has arrived yet|No events yet/ }),
  ).toBeVisible();
  await expect(live(page)).toBeVisible();
  const calls = apiCalls(page);
  await page.reload();
  await expect(
    page.getByRole("heading", { name: /Nothing has arrived yet|No events yet/ }),
  ).toBeVisible();
  await expect(live(page)).toBeVisible();
  await page.waitForLoadState("load");
  // The state of the receiver is asked for again every ten seconds. The histogram is asked for too
  // where the list has not said before that there is nothing to draw.
  const histograms = calls.filter((call) => call.startsWith("/events/histogram"));
  expect(histograms.length).toBeLessThanOrEqual(1);
  expect([...new Set(calls)].filter((call) => !histograms.includes(call)).sort()).toEqual([
    "/events/stream",
    "/events?limit=100",
    "/receiver",
    "/webhooks?documents=false",
    "accounts",
    "triggers",
  ]);
});

test("any number of tabs share one stream, and one that comes back catches up", async ({
  page,
  context,
}) => {
  const streams = new Set<Request>();
  context.on("request", (request) => {
    if (request.url().endsWith("/events/stream")) streams.add(request);
  });
  const end = (request: Request) => streams.delete(request);
  context.on("requestfinished", end);
  context.on("requestfailed", end);
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

test("a page that can't read what Hookline sends asks to be reloaded", async ({ page }) => {
  const body = 'id: 1\nevent: received\ndata: {"id":"of another version"}\n\n';
  await page.route("**/events/stream", (route) =>
    route.fulfill({ contentType: "text/event-stream", body }),
  );
  await logIn(page);
  const notice = page.getByRole("status").filter({ hasText: "Hookline was updated" });
  await expect(notice).toBeVisible();
  await page.unroute("**/events/stream");
  await notice.getByRole("button", { name: "Reload" }).click();
  await expect(live(page)).toBeVisible();
  await expect(notice).toBeHidden();
});

test("the server's clock counts, whatever the browser's says", async ({ page }) => {
  await page.addInitScript((aheadMs) => {
    const Own = Date;
    // As on a machine whose clock is three hours ahead.
    globalThis.Date = new Proxy(Own, {
      construct: (_, args) =>
        Reflect.construct(Own, args.length > 0 ? args : [Own.now() + aheadMs]),
      get: (_, name) => (name === "now" ? () => Own.now() + aheadMs : Reflect.get(Own, name)),
    });
  }, 3 * 3_600_000);
  await logIn(page);
  const body = new URLSearchParams({ id: "clock", action: "doc_deleted", type: "user" });
  expect((await fetch(await receiverUrl(page), { method: "POST", body })).status).toBe(200);
  await expect(page.getByRole("link", { name: /User deleted/ }).first()).toBeVisible();
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("button", { name: "Last 15 minutes" }).click();
  await expect(page.getByRole("button", { name: "Time range: Last 15 minutes" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: /User deleted/ }).first()).toBeVisible();
  await page
    .getByRole("link", { name: /User deleted/ })
    .first()
    .click();
  await expect(page.getByRole("complementary", { name: "Event" })).toContainText(
    /just now| s ago| min ago/,
  );
});

test("a change that Kazoo doesn't answer turns the light, and a reload keeps the last known list", async ({
  page,
  stack,
}) => {
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  // One that is on and fine: another one's Enable asks its target first.
  const row = page.getByRole("row").filter({ hasText: "Parked calls to CRM" });
  await expect(row).toBeVisible();
  const rows = await page.getByRole("row").count();
  await expect(live(page)).toBeVisible();
  await stack.stopKazoo();
  try {
    await row.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Kazoo unreachable" })).toBeVisible();
    await page.reload();
    await expect(page.getByText(/^As of/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("row")).toHaveCount(rows);
    await expect(page.getByRole("status").filter({ hasText: "Kazoo unreachable" })).toBeVisible();
  } finally {
    await stack.startKazoo();
  }
});
