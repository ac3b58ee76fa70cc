import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { parseCsv } from "../support/export/parse-csv";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

const shots = process.env.HOOKLINE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

async function deliver(url: string, payload: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(payload),
    headers: { "content-type": "application/json", ...headers },
  });
  return answer.status;
}

test("four identical deliveries are one row that opens to all of them", async ({ page }) => {
  await logIn(page);
  const url = await receiverUrl(page);
  const id = Date.now().toString(16);
  const edited = { id, account_id: "a1", action: "doc_edited", type: "account" };
  const four = [1, 2, 3, 4].map(() => deliver(url, edited));
  expect(await Promise.all(four)).toEqual([200, 200, 200, 200]);
  const rows = page.getByRole("link", { name: `Account edited · ${id.slice(0, 8)}` });
  const row = page.getByRole("listitem").filter({ has: rows });
  const times = row.getByRole("button", { name: "Came 4 times, show all" });
  await expect(times).toBeVisible();
  await expect(rows).toHaveCount(1);
  await shoot(page, "repeats-folded");
  await times.click();
  await expect(rows).toHaveCount(4);
  await shoot(page, "repeats-opened");
  await rows.nth(2).click();
  const detail = page.getByRole("complementary", { name: "Event" });
  await expect(detail.getByRole("link", { name: "The same delivery before" })).toBeVisible();
  await expect(detail).toContainText("by the shape of its payload");
});

test("a password in a payload is masked everywhere until an operator reveals it, which is logged", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const url = await receiverUrl(page);
  const payload = {
    event_category: "notification",
    event_name: "new_user",
    user_id: "u123456789",
    password: "hunter2",
  };
  await deliver(url, payload, { authorization: "Basic aHVudGVyMg==" });
  await page.getByRole("link", { name: /New user welcomed/ }).click();
  const detail = page.getByRole("complementary", { name: "Event" });
  await expect(detail).toContainText("A credential in this delivery is masked");
  await expect(detail).toContainText("••••••••");
  await shoot(page, "secrets-masked");
  const eventId = new URL(page.url()).searchParams.get("event");
  const path = `${page.url().split("/a/")[1]?.split("/")[0]}/events`;
  for (const api of [`/api/accounts/${path}`, `/api/accounts/${path}/${eventId}`]) {
    const text = await page.evaluate(async (from) => (await fetch(from)).text(), api);
    expect(text).not.toMatch(/hunter2|aHVudGVyMg|eyJldmVudF9jYXRlZ29yeSI/);
  }
  await detail.getByRole("tab", { name: "Raw" }).click();
  await expect(detail).toContainText("These bytes hold a credential");
  expect(stack.appLog()).not.toContain("secrets revealed");

  await detail.getByRole("button", { name: "Reveal secrets" }).first().click();
  await expect(detail).toContainText('"password":"hunter2"');
  await shoot(page, "secrets-revealed");
  await expect(async () => {
    const line = stack
      .appLog()
      .split("\n")
      .find((text) => text.includes("secrets revealed"));
    expect(line).toContain(String(eventId));
    expect(line).toContain('"username":"operator"');
    expect(line).not.toContain("hunter2");
  }).toPass();
  await detail.getByRole("button", { name: "Mask again" }).click();
  await expect(detail).not.toContainText("hunter2");
});

test("a key is rotated without losing an event, its webhooks moved, and the old one revoked", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await logIn(page);
  const oldUrl = await receiverUrl(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("radio", { name: /^Voicemail left/ }).check();
  await sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(sheet).toBeHidden();

  await page.getByRole("link", { name: "Keys" }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByLabel("Name").fill("CRM");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("row", { name: /CRM/ })).toContainText("never used");
  const secret = oldUrl.split("/receive/")[1] ?? "";
  expect(await page.content()).not.toContain(secret);

  const defaults = page.getByRole("row", { name: /Default/ });
  await expect(defaults).toContainText(/\d webhook/);
  await page.getByRole("button", { name: "Actions for Default" }).click();
  await page.getByRole("menuitem", { name: "Rotate" }).click();
  await page.getByRole("button", { name: "Make the new key" }).click();
  await expect(defaults).toHaveCount(2);
  await shoot(page, "keys");
  const newUrl = await receiverUrl(page);
  expect(newUrl).not.toBe(oldUrl);
  expect(await deliver(oldUrl, { id: "old" })).toBe(200);
  expect(await deliver(newUrl, { id: "new" })).toBe(200);

  await page.getByRole("button", { name: "Actions for Default" }).first().click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const dialog = page.getByRole("dialog", { name: /Revoke .Default.\?/ });
  await expect(dialog).toContainText(/still uses? this key/);
  await expect(dialog).toContainText("Voicemail left");
  await shoot(page, "revoke");
  await dialog.getByRole("button", { name: /^Move to/ }).click();
  await expect(dialog).toContainText("No webhook of this account uses it");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(defaults).toHaveCount(1);
  // The receiver follows the file of keys within a second.
  await expect.poll(() => deliver(oldUrl, { id: "old" })).toBe(404);
  const moved = (await kazoo.webhooks()).find(({ name }) => name === "Voicemail left");
  expect(moved?.uri).toBe(newUrl);
});

test("a delivery of an unknown webhook is in quarantine, with the reason", async ({ page }) => {
  await logIn(page);
  const url = await receiverUrl(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  const stranger = { id: "stranger1", action: "doc_created", type: "device" };
  await deliver(url, stranger, { "x-hook-id": "nobody-knows" });
  await page.getByRole("link", { name: "Events" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  await page.reload();
  const entry = page.getByRole("button", { name: "Quarantine 1" });
  await expect(entry).toBeVisible();
  await expect(page.getByRole("link", { name: /Device created/ })).toHaveCount(0);
  await shoot(page, "quarantine-entry");
  await entry.click();
  await page.getByRole("link", { name: /Device created/ }).click();
  const detail = page.getByRole("complementary", { name: "Event" });
  await expect(detail).toContainText("no webhook of this account had the id that it names");
  await shoot(page, "quarantine");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Drop the filter Quarantine" }).click();
  await expect(page.getByRole("link", { name: /Device created/ })).toHaveCount(0);
});

const message = (id: string) => ({ id, type: "sms", from: "+15555550123", to: "+15555550100" });

test("the histogram counts what comes, and choosing its bars sets the list's time range", async ({
  page,
}) => {
  await logIn(page);
  const url = await receiverUrl(page);
  await page.goto(`${page.url().split("?")[0]}?kind=message`);
  const histogram = page.getByRole("region", { name: "Events over time" });
  const bars = histogram.getByRole("slider", { name: "Events over time" });
  await expect(bars).toBeVisible();
  const counted = () => histogram.getByText(/^[\d,]+ events?$/).innerText();
  const before = Number.parseInt(await counted(), 10);
  for (const id of ["h1", "h2", "h3"]) await deliver(url, message(id));
  await expect.poll(counted).toBe(`${before + 3} events`);

  const place = await bars.boundingBox();
  if (!place) throw new Error("The histogram is not in sight.");
  await page.mouse.move(place.x + 1, place.y + place.height / 2);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width - 1, place.y + place.height / 2, { steps: 5 });
  await expect(histogram).toContainText("Let go to list these.");
  await shoot(page, "histogram-drag");
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(page.locator("[data-event-id]").first()).toBeVisible();
  await expect.poll(counted).toBe(`${before + 3} events`);

  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
  await bars.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(page.getByText("No event matches")).toBeVisible();
  await expect(histogram).toContainText("No events in this span");
});

test("an export downloads what the list shows, row by row", async ({ page }) => {
  await logIn(page);
  const url = await receiverUrl(page);
  await page.goto(`${page.url().split("?")[0]}?kind=message&range=1h`);
  for (const id of ["x1", "x2"]) await deliver(url, message(id));
  const rows = page.locator("[data-event-id]");
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const menu = page.getByRole("menu");
  await expect(menu).toContainText("Export what matches Message · Last hour");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    menu.getByRole("menuitem", { name: /^CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^hookline-events-.*\.csv$/);
  const [names = [], ...records] = parseCsv(await readFile(await download.path(), "utf8"));
  const exported = records.map((record) => record[names.indexOf("id")]);
  const listed = await rows.evaluateAll((links) =>
    links.map((link) => link.getAttribute("data-event-id")),
  );
  expect(exported).toEqual(listed);
});
