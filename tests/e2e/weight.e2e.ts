import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { logIn } from "../support/log-in";
import { expect, test } from "./stack";

test.use({ story: "weight", serviceWorkers: "block" });

/**
 * Most JavaScript a page may load before anything is done on it, gzip: what it is now and a little.
 * Lowered with each part that goes, until they are 120 kB and 200 kB; 132 kB of it are Next's own.
 */
const maxBytes = { login: 208_000, console: 318_000 };

/** Opens a page that has nothing in its cache → the scripts it loaded until it is there. */
async function scriptsOf(page: Page, url: string, isThere: () => Promise<void>) {
  const scripts: Response[] = [];
  const note = (response: Response) => {
    if (response.request().resourceType() === "script") scripts.push(response);
  };
  page.on("response", note);
  await page.goto(url, { waitUntil: "load" });
  await isThere();
  page.off("response", note);
  const sizes = await Promise.all(
    scripts.map(async (script) => gzipSync(await script.body(), { level: 9 }).length),
  );
  return { scripts, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

test("each page loads little JavaScript, and all of it compressed", async ({ page, browser }) => {
  const login = await scriptsOf(page, "/login", async () => {
    await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  });
  await logIn(page);
  const account = page.url().replace(/\/events.*/, "");
  const weights: Record<string, number> = { login: login.bytes };
  const storageState = await page.context().storageState();
  for (const [section, text] of [
    ["events", "What happened"],
    ["webhooks", "Fax box changes"],
    ["keys", "Whoever has a key's URL"],
  ] as const) {
    const context = await browser.newContext({ storageState });
    const opened = await context.newPage();
    const { scripts, bytes } = await scriptsOf(opened, `${account}/${section}`, async () => {
      if (section !== "events") await expect(opened.getByText(text)).toBeVisible();
      else await expect(opened.getByRole("slider", { name: "Events over time" })).toBeVisible();
    });
    weights[section] = bytes;
    for (const script of scripts) {
      expect(await script.headerValue("content-encoding"), script.url()).toBe("br");
    }
    await context.close();
  }
  test.info().annotations.push({ type: "gzip bytes", description: JSON.stringify(weights) });
  for (const [name, bytes] of Object.entries(weights)) {
    const most = name === "login" ? maxBytes.login : maxBytes.console;
    expect(bytes, `${name} of ${JSON.stringify(weights)}`).toBeLessThanOrEqual(most);
    // Nothing was measured where nothing was loaded.
    expect(bytes, name).toBeGreaterThan(50_000);
  }
});

test("pages and answers are compressed, the event stream is not", async ({ page }) => {
  const streams: Response[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/events/stream")) streams.push(response);
  });
  await logIn(page);
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  for (const stream of streams) {
    expect(await stream.headerValue("content-encoding")).toBeNull();
    expect(await stream.headerValue("cache-control")).toContain("no-transform");
  }
  const html = await page.goto(page.url());
  expect(await html?.headerValue("content-encoding")).not.toBeNull();
});

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
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeAttached();
});

test("a refused login says under which id the log has it, and copies that", async ({ page }) => {
  await page.goto("/login");
  await page.getByLabel("Account", { exact: true }).fill("nobody");
  await page.getByLabel("Username").fill("nobody");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("radio", { name: "Realm" }).check();
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: /^Copy the request id/ }).click();
  await expect(page.getByText(/Copied the request id|did not let Hookline copy/)).toBeVisible();
});
