import type { Page, Route } from "@playwright/test";
import { logIn } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { type KazooOperator, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "webhook-list", reducedMotion: "reduce" });

async function openWebhooks(page: Page): Promise<void> {
  await logIn(page);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("row", { name: /Fax box changes/ })).toBeVisible();
}

function create(kazoo: KazooOperator, name: string, uri: string): Promise<string> {
  return kazoo.createWebhook({ name, uri, hook: "parking", format: "json" });
}

async function setFault(kazooUrl: string, fault: object | null): Promise<void> {
  const faults = `${kazooUrl}/_simulator/faults`;
  await fetch(faults, { method: "DELETE" });
  if (fault) await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
}

test.afterEach(async ({ stack }) => setFault(stack.kazooUrl, null));

test("a webhook is switched in its row; a refusal says why and puts the switch back", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await openWebhooks(page);
  const row = page.getByRole("row", { name: /Fax box changes/ });
  const toggle = row.getByRole("switch", { name: "Fax box changes is on" });
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(row).toContainText("Disabled");
  const stored = async () =>
    (await kazoo.webhooks()).find(({ name }) => name === "Fax box changes")?.enabled;
  expect(await stored()).toBe(false);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Active");
  expect(await stored()).toBe(true);

  await setFault(stack.kazooUrl, {
    kind: "error",
    method: "PATCH",
    status: 403,
    message: "forbidden",
  });
  await toggle.focus();
  await page.keyboard.press("Space");
  await expect(
    page.getByText(/“Fax box changes” was not changed\. Kazoo does not allow/),
  ).toBeVisible();
  await expect(toggle).toBeChecked();
  await expect(row).toContainText("Active");
});

test("many are chosen by keyboard and changed together, each with its result", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  for (const name of ["Bulk a", "Bulk b", "Bulk c", "Bulk d"]) {
    await create(kazoo, name, `https://old.example:8443/${name}?x=1`);
  }
  await openWebhooks(page);
  await page.keyboard.press("/");
  await page.keyboard.type("bulk");
  await expect(page.getByText("4 of 9 webhooks")).toBeVisible();
  await expect(page).toHaveURL(/q=bulk/);

  await page.getByRole("checkbox", { name: "Select Bulk a" }).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("checkbox", { name: "Select Bulk c" })).toBeFocused();
  const bar = page.getByRole("region", { name: "Selected webhooks" });
  await expect(bar).toContainText("3 selected");
  await page.keyboard.press("x");
  await expect(bar).toContainText("2 selected");
  await page.keyboard.press("Control+a");
  await expect(bar).toContainText("4 selected");
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await page.getByRole("checkbox", { name: "Select Bulk a" }).click();
  await page.getByRole("checkbox", { name: "Select Bulk d" }).click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("4 selected");
  await expectSound(page, "webhooks, four selected");

  await bar.getByRole("button", { name: "Change host" }).press("Enter");
  const hosts = page.getByRole("dialog", { name: "Change the host of 4 webhooks" });
  await hosts.getByLabel("New host").fill("new.example");
  await expect(hosts).toContainText("https://new.example/Bulk a?x=1");
  await expectSound(page, "change host");
  await hosts.getByRole("button", { name: "Change 4 webhooks" }).press("Enter");
  await expect(hosts).toContainText("4 of 4 done");
  await expectSound(page, "host changed");
  await page.keyboard.press("Escape");
  const uris = async () =>
    (await kazoo.webhooks()).filter(({ name }) => name.startsWith("Bulk")).map(({ uri }) => uri);
  expect((await uris()).every((uri) => /^https:\/\/new\.example\/Bulk .\?x=1$/.test(uri))).toBe(
    true,
  );

  // Three that change, one that doesn't need to; the second try does what the first could not.
  await page
    .getByRole("row", { name: /Bulk b/ })
    .getByRole("switch")
    .click();
  await expect(page.getByRole("row", { name: /Bulk b/ })).toContainText("Disabled");
  await setFault(stack.kazooUrl, {
    kind: "error",
    method: "PATCH",
    status: 403,
    message: "forbidden",
    times: 1,
  });
  await bar.getByRole("button", { name: "Disable" }).click();
  const off = page.getByRole("dialog", { name: "Disable 4 webhooks" });
  await expect(off).toContainText("3 webhooks will be changed. 1 stay as they are: off already.");
  await off.getByRole("button", { name: "Disable 3 webhooks" }).click();
  await expect(off).toContainText("2 of 3 done, 1 failed");
  await expect(off).toContainText("Kazoo does not allow");
  await off.getByRole("button", { name: "Go on with 1" }).click();
  await expect(off).toContainText("1 of 1 done");
  await off.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("row", { name: /Bulk . .*Disabled|Disabled.*Bulk ./ })).toHaveCount(
    4,
  );

  await bar.getByRole("button", { name: "Delete" }).click();
  const gone = page.getByRole("dialog", { name: "Delete 4 webhooks" });
  await gone.getByRole("button", { name: "Delete 4 webhooks" }).click();
  await expect(gone).toContainText("4 of 4 done");
  expect(await uris()).toEqual([]);
  await gone.getByRole("button", { name: "Undo: create 4 again" }).click();
  const back = page.getByRole("dialog", { name: "Create them again" });
  await expect(back).toContainText("4 of 4 done");
  await back.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("4 of 9 webhooks")).toBeVisible();
  expect(await uris()).toHaveLength(4);
});

test("a change of many goes on where it was after another login", async ({ page, stack }) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  for (const name of ["Resume a", "Resume b", "Resume c"]) {
    await create(kazoo, name, "https://crm.example/resume");
  }
  await openWebhooks(page);
  await page.getByLabel("Search webhooks").fill("resume");
  await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
  await page
    .getByRole("region", { name: "Selected webhooks" })
    .getByRole("button", { name: "Disable" })
    .click();
  // With the first change: what the page asks by itself would notice it before the click.
  const expire = async (route: Route) => {
    await fetch(`${stack.kazooUrl}/_simulator/expire-tokens`, { method: "POST" });
    await route.continue();
  };
  await page.route(/\/webhooks\/[0-9a-f]{32}/, expire, { times: 1 });
  await page.getByRole("button", { name: "Disable 3 webhooks" }).click();
  const over = page.getByRole("dialog", { name: "Your session is over" });
  await over.getByLabel("Password", { exact: true }).fill("hookline");
  await over.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Disable 3 webhooks" })).toContainText(
    "3 of 3 done",
  );
});

test("delete is undone with the same settings, and a copy starts from the original", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = await kazoo.createWebhook({
    name: "Kept",
    uri: "https://crm.example/kept",
    hook: "object",
    format: "json",
    retries: 3,
    custom_data: { type: "device", action: "doc_edited", site: "north" },
  });
  await openWebhooks(page);
  await page.getByRole("button", { name: "Actions for Kept" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page.getByRole("row", { name: /Kept/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("“Kept” is back, under a new id.")).toBeVisible();
  const back = (await kazoo.webhooks()).find(({ name }) => name === "Kept");
  expect(back?.id).not.toBe(id);
  expect(await kazoo.webhook(back?.id ?? "")).toMatchObject({
    retries: 3,
    custom_data: { type: "device", action: "doc_edited", site: "north" },
  });

  await page.getByRole("button", { name: "Actions for Kept" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await expect(sheet.getByLabel("Name", { exact: true }).first()).toHaveValue("Kept (copy)");
  await sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("row", { name: /Kept \(copy\)/ })).toBeVisible();
});

test("events of a webhook that posts elsewhere are explained, and can be received here as well", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  await openWebhooks(page);
  await page.getByRole("button", { name: "Actions for Parked calls to CRM" }).press("Enter");
  await page.getByRole("menuitem", { name: "View its events" }).press("Enter");
  const why = page.getByRole("dialog", { name: /Hookline does not see/ });
  await expect(why).toContainText("crm.example");
  await expectSound(page, "events elsewhere");
  await why.getByRole("button", { name: "Also receive here" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: "Create webhook" });
  await sheet.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByRole("row", { name: /Parked calls to CRM \(here\)/ })).toContainText(
    "here",
  );
  const made = (await kazoo.webhooks()).find(({ name }) => name.endsWith("(here)"));
  expect(made?.uri.startsWith(`${stack.appUrl}/receive/`)).toBe(true);
});

test("filters are in the URL; columns and density are kept in the browser", async ({ page }) => {
  await openWebhooks(page);
  await page.getByRole("combobox", { name: "Target" }).click();
  await page.getByRole("option", { name: /billing\.example/ }).click();
  await expect(page).toHaveURL(/target=billing\.example/);
  await expect(page.getByRole("row", { name: /Finished calls/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Fax box/ })).toHaveCount(0);
  await page.goto(page.url().replace(/\?.*/, "?trigger=notifications"));
  await expect(page.getByRole("row", { name: /Ported numbers/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Finished calls/ })).toHaveCount(0);

  await page.getByRole("button", { name: "Columns and density" }).click();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await page.getByRole("button", { name: "Columns and density" }).click();
  await page.getByRole("menuitemcheckbox", { name: "URL" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "URL" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("row", { name: /Ported numbers/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "URL" })).toHaveCount(0);
  expect(
    (await page.getByRole("row", { name: /Ported numbers/ }).boundingBox())?.height,
  ).toBeLessThan(40);
});

test("a form that was overtaken tells what changed, and either reloads or keeps both", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = await create(kazoo, "Overtaken", "https://crm.example/overtaken");
  await openWebhooks(page);
  const sheet = page.getByRole("dialog", { name: "Edit webhook" });
  const edit = async (name: string) => {
    await page.getByRole("button", { name: /^Actions for Overtaken/ }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await sheet.getByLabel("Name", { exact: true }).fill(name);
  };
  await edit("Overtaken by me");
  await kazoo.changeWebhook(id, { retries: 4 });
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(sheet).toContainText("Changed meanwhile: tries. Yours touches none of it");
  await expectSound(page, "overtaken form");
  await sheet.getByRole("button", { name: "Save mine" }).click();
  await expect(sheet).toBeHidden();
  expect(await kazoo.webhook(id)).toMatchObject({ name: "Overtaken by me", retries: 4 });

  await edit("Overtaken again");
  await kazoo.changeWebhook(id, { name: "Overtaken by them" });
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(sheet).toContainText("Saving yours replaces theirs in: name.");
  await sheet.getByRole("button", { name: "Reload" }).click();
  await expect(sheet.getByLabel("Name", { exact: true })).toHaveValue("Overtaken by them");
});

test("request headers and fields of other Kazoo versions are shown, edited and kept by undo", async ({
  page,
  stack,
}) => {
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const id = await kazoo.createWebhook({
    name: "Headers",
    uri: "https://crm.example/headers",
    hook: "parking",
    group: "CRM",
    version: "v2",
    custom_request_headers: { "X-Key": "one" },
  });
  await openWebhooks(page);
  await page.getByRole("button", { name: "Actions for Headers" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const sheet = page.getByRole("dialog", { name: "Edit webhook" });
  await sheet.getByLabel("Value of X-Key").fill("two");
  await sheet.getByLabel("version", { exact: true }).fill("v1");
  await sheet.getByRole("button", { name: "Save changes" }).click();
  await expect(sheet).toBeHidden();
  const edited = { custom_request_headers: { "X-Key": "two" }, version: "v1", group: "CRM" };
  expect(await kazoo.webhook(id)).toMatchObject(edited);
  await page.getByRole("button", { name: "Actions for Headers" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("“Headers” is back")).toBeVisible();
  const back = (await kazoo.webhooks()).find(({ name }) => name === "Headers");
  expect(await kazoo.webhook(back?.id ?? "")).toMatchObject(edited);
});
