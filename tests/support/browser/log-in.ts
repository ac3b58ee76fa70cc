import { expect, type Page } from "@playwright/test";
import { demoLogin } from "../kazoo/kazoo-operator";

/** Logs in by hand, to the events; with `stay` on the login page that is open already. */
export async function logIn(page: Page, login = demoLogin, { stay = false } = {}): Promise<void> {
  if (!stay) await page.goto("/");
  await page.getByLabel("Account", { exact: true }).fill(login.accountName);
  await page.getByLabel("Username").fill(login.username);
  await page.getByLabel("Password", { exact: true }).fill(login.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
}

/** The account's receiver URL, as the form shows it. */
export function receiverUrl(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [basePath, inside = ""] = location.pathname.split("/a/");
    const receiver = `${basePath}/api/accounts/${inside.split("/")[0]}/receiver`;
    const answer = await fetch(receiver, { method: "POST" });
    return (await answer.json()).url;
  });
}
