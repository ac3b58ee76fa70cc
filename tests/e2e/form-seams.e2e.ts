import type { Locator, Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { demoLogin } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "form-seams" });

const master = { accountName: "master", username: "admin", password: "admin" };

/** Opens a webhook for editing and types a name that is not saved. */
async function typeIntoForm(page: Page, webhook: string): Promise<Locator> {
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: `Actions for ${webhook}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const sheet = page.getByRole("dialog", { name: "Edit webhook" });
  await sheet.getByPlaceholder("User deleted").fill("Half typed");
  return sheet;
}

/** What a browser's translator does: each text becomes a font element, later ones too. */
function translate(): void {
  const wrap = (text: Node): void => {
    if (!text.nodeValue?.trim() || !text.parentElement) return;
    if (text.parentElement.closest("font, script, style, [translate=no]")) return;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `T:${text.nodeValue}`;
    outer.append(inner);
    text.parentElement.replaceChild(outer, text);
  };
  const wrapAll = (root: Node): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) wrap(text);
  };
  wrapAll(document.body);
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") wrap(target);
      for (const node of addedNodes) {
        if (node.nodeType === Node.TEXT_NODE) wrap(node);
        else wrapAll(node);
      }
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

test("a form keeps what is typed while the network is gone and comes back", async ({
  page,
  context,
}) => {
  await logIn(page);
  const sheet = await typeIntoForm(page, "Fax box changes");
  await context.setOffline(true);
  await page.waitForFunction(() => !navigator.onLine);
  await page.evaluate(() => {
    // Two frames after it: what the page makes of it is drawn by then.
    const draw = () => requestAnimationFrame(() => requestAnimationFrame(() => mark()));
    const mark = () => document.documentElement.setAttribute("data-is-back", "");
    addEventListener("online", draw, { once: true });
  });
  await context.setOffline(false);
  await page.waitForSelector("[data-is-back]");
  await expect(sheet.getByPlaceholder("User deleted")).toHaveValue("Half typed");
});

test("another user's login in a second tab is told, and the form stays as it is", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const sheet = await typeIntoForm(page, "Ported numbers");
  const name = sheet.getByPlaceholder("User deleted");
  const headers = { origin: stack.appUrl };
  const become = (data: object) =>
    page.request.post(`${stack.appUrl}/api/session`, { data, headers });
  expect((await become(master)).status()).toBe(200);
  await sheet.getByRole("button", { name: "Save changes" }).click();

  const dialog = page.getByRole("dialog", { name: "Somebody else is logged in now" });
  await expect(dialog).toContainText(/belongs to operator .* admin \(/);
  await dialog.getByRole("button", { name: "Stay on this page" }).click();
  await expect(name).toHaveValue("Half typed");

  expect((await become(demoLogin)).status()).toBe(200);
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("link", { name: "Half typed", exact: true })).toBeVisible();
});

test("a list of webhooks asks for the documents of the rows that are seen, and no others", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const webhooks = page.url().replace(/\/a\/(\w+)\/events.*/, "/api/accounts/$1/webhooks");
  for (let number = 10; number < 70; number += 1) {
    const draft = {
      name: `Zone ${number}`,
      trigger: "object",
      modifiers: { type: "device", action: "doc_created" },
      url: "https://crm.example/x",
    };
    const headers = { origin: stack.appUrl };
    expect((await page.request.post(webhooks, { data: draft, headers })).status()).toBe(201);
  }
  const asked: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!/\/webhooks(\/|$)/.test(url.pathname) || !url.pathname.includes("/api/")) return;
    // These two ask Kazoo for no document.
    if (/\/(names|health)$/.test(url.pathname)) return;
    asked.push(url.search);
  });
  await page.goto(page.url().replace(/\/events.*/, "/webhooks"));
  const rowOf = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(rowOf("Fax box changes")).toContainText("Object · fax box, deleted");
  await expect(rowOf("Zone 10")).toContainText("Object · device, created");
  const documents = asked.filter((search) => search !== "?documents=false");
  const idsIn = (search: string) => (new URLSearchParams(search).get("ids") ?? "").split(",");
  const ids = documents.flatMap(idsIn);
  expect(ids.every((id) => id !== "")).toBe(true);
  expect(ids.length).toBeLessThan(50);
  expect(new Set(ids).size).toBe(ids.length);
  await rowOf("Zone 69").scrollIntoViewIfNeeded();
  await expect(rowOf("Zone 69")).toContainText("Object · device, created");
});

test("a page that the browser translates goes on working, and shows what changes", async ({
  page,
}) => {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await logIn(page);
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await page.evaluate(translate);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "T:Webhooks" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Fax box changes", exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search webhooks" }).fill("fax");
  await expect(page.locator("main")).toContainText(/T:1 of \d+ webhooks/);
  await page.getByRole("link", { name: "Keys" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "T:Keys" })).toBeVisible();
  await page.getByRole("link", { name: "Events", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "T:Events" })).toBeVisible();
  // What is translated while it is hydrated is drawn anew, which React tells of; nothing else may fail.
  expect(failures.filter((failure) => !failure.includes("React error #418"))).toEqual([]);
});

test("a large body in hexadecimal is drawn line by line, and a failed reveal is asked for again", async ({
  page,
}) => {
  await logIn(page);
  const url = await receiverUrl(page);
  const text = `{"password":"p1","filler":"${"x".repeat(2_000_000)}","end":"here"}`;
  const json = { "content-type": "application/json" };
  expect((await fetch(url, { method: "POST", headers: json, body: text })).status).toBe(200);
  await page.locator("[data-event-id]").first().click();
  const detail = page.getByRole("complementary", { name: "Event" });
  await page.route(/reveal=1/, (route) => route.abort(), { times: 2 });
  await detail
    .getByRole("button", { name: /^Reveal/ })
    .first()
    .click();
  const revealed = page.waitForResponse(/reveal=1/);
  await detail.getByRole("button", { name: "Try again" }).click();
  expect((await revealed).status()).toBe(200);

  await detail.getByRole("tab", { name: "Raw" }).click();
  await detail.getByRole("radio", { name: "Hex" }).click();
  const hex = detail.getByRole("region", { name: "Bytes in hexadecimal" });
  await expect(hex.locator("span").first()).toContainText("000000  7b 22");
  expect(await hex.locator("span").count()).toBeLessThan(200);
  await hex.evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await expect(hex.locator("span").last()).toContainText(/here"}$/);
});

test("the form says what is wrong once, in words, until it is changed", async ({ page, stack }) => {
  expect(stack.appLog()).toContain("set PUBLIC_URL: Kazoo refuses this one");
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  const name = sheet.getByLabel("Name", { exact: true });
  const create = sheet.getByRole("button", { name: "Create webhook" });
  await expect(
    sheet.getByText(/Kazoo refuses this address unless .* Set PUBLIC_URL/),
  ).toBeVisible();

  await sheet.getByRole("radio", { name: /^Something else/ }).click();
  await sheet.getByRole("combobox", { name: "Trigger" }).click();
  await page.getByRole("option", { name: /^Notification/ }).click();
  await expect(name).toHaveValue("Notification");
  await sheet.getByRole("radio", { name: /^User deleted/ }).click();
  await expect(name).toHaveValue("User deleted");

  await sheet.getByRole("radio", { name: "Another URL" }).click();
  const url = sheet.getByLabel("URL", { exact: true });
  await create.click();
  await expect(sheet.getByText("Enter the URL that Kazoo should call.")).toBeVisible();
  await url.fill("https://crm.example/kazoo");
  await expect(sheet.getByText("Enter the URL that Kazoo should call.")).toBeHidden();

  await name.fill("x".repeat(129));
  await expect(sheet.getByText("Use at most 128 characters.")).toBeVisible();
  await name.fill("Twice");
  await sheet.getByRole("button", { name: "Add a pair" }).click();
  await sheet.getByRole("button", { name: "Add a pair" }).click();
  for (const pair of [0, 1])
    await sheet.getByPlaceholder("name", { exact: true }).nth(pair).fill("site");
  await create.click();
  await expect(sheet.getByText("Another pair has this name.")).toHaveCount(1);
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "Remove site" }).nth(1).click();
  await create.click();
  await expect(page.getByRole("row", { name: /Twice/ })).toBeVisible();
});
