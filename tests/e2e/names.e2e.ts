import type { Page } from "@playwright/test";
import { logIn, receiverUrl } from "../support/browser/log-in";
import { expectSound } from "../support/browser/sound-page";
import { type KazooOperator, logInToKazoo } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "names" });

const shots = process.env.HOOKLINE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "light" });
}

async function userId(kazoo: KazooOperator, username: string): Promise<string> {
  return (await kazoo.users()).find((user) => user.username === username)?.id ?? "";
}

async function deliver(url: string, payload: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
  });
  expect(answer.status).toBe(200);
}

const edited = (id: string, accountId: string) => ({
  id,
  type: "user",
  action: "doc_edited",
  account_id: accountId,
});

test("a row names the user that an event is about, also one that is deleted meanwhile", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const url = await receiverUrl(page);
  const desk = await userId(kazoo, "front.desk");
  const leaver = await kazoo.createUser("leaver");
  await page.goto(`/a/${kazoo.accountId}/events`);
  await deliver(url, edited(desk, kazoo.accountId));
  await deliver(url, edited(leaver, kazoo.accountId));
  await expect(page.getByRole("link", { name: /User edited · Front Desk/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /User edited · Test User/ })).toBeVisible();
  await shoot(page, "names-rows");

  await page.getByRole("link", { name: /User edited · Front Desk/ }).focus();
  await page.keyboard.press("Enter");
  const detail = page.getByRole("complementary", { name: "Event" });
  await expect(detail.getByRole("definition").filter({ hasText: "Front Desk" })).toBeVisible();
  await expect(detail.getByRole("definition").filter({ hasText: "Demo" })).toBeVisible();
  await expectSound(page, "an event with names");
  await shoot(page, "names-detail");
  await page.keyboard.press("Escape");

  await kazoo.deleteUser(leaver);
  // An id that nobody knows has Kazoo's lists read again, fifteen seconds after the last time.
  await deliver(url, edited("cd".repeat(16), kazoo.accountId));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: /Test User \(deleted\)/ })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 120_000 });
  await shoot(page, "names-deleted");
});

test("rows are there at once while Kazoo takes its time with names", async ({ page, stack }) => {
  await logIn(page);
  const kazoo = await logInToKazoo(stack.kazooUrl);
  const url = await receiverUrl(page);
  const [child] = await kazoo.descendants();
  const childId = child?.id ?? "";
  await page.goto(`/a/${kazoo.accountId}/events`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/names?ids=*", async (route) => {
    await held;
    await route.continue();
  });
  const somebody = "ab".repeat(16);
  await deliver(url, edited(somebody, childId));
  await expect(page.getByRole("link", { name: /User edited · abababab/ })).toBeVisible();
  release();
});
