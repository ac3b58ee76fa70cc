import { logIn, receiverUrl } from "../support/browser/log-in";
import { startStrippingProxy } from "../support/http/stripping-proxy";
import { demoLogin } from "../support/kazoo/kazoo-operator";
import { expect, test } from "./stack";

test.use({ story: "base-path" });

/** Each call another: the same one twice would be a repeat. */
function deliver(url: string, callId: string): Promise<Response> {
  const body = new URLSearchParams({ hook_event: "channel_create", call_id: callId });
  return fetch(url, { method: "POST", body });
}

test("everything is below the path of PUBLIC_URL", async ({ request, stack }) => {
  const { origin, pathname } = new URL(stack.appUrl);
  const root = await request.get(stack.appUrl, { maxRedirects: 0 });
  expect(root.headers().location).toBe(`${pathname}/login`);
  expect((await request.get(`${origin}/`, { maxRedirects: 0 })).headers().location).toBe(
    `${pathname}/login`,
  );
  expect((await request.get(`${stack.appUrl}/`)).status()).toBe(200);

  const headers = { origin };
  const login = await request.post(`${stack.appUrl}/api/session`, { data: demoLogin, headers });
  const cookie = login.headers()["set-cookie"];
  expect(cookie).toContain(`Path=${pathname}`);
  const { account } = await login.json();
  const { url } = await (
    await request.post(`${stack.appUrl}/api/accounts/${account.id}/receiver`, { headers })
  ).json();
  expect(url).toMatch(new RegExp(`^${stack.appUrl}/receive/[\\w-]{43}$`));
});

test("deliveries are taken with the path, without it, and with doubled slashes", async ({
  page,
  stack,
}) => {
  await logIn(page);
  const url = await receiverUrl(page);
  const { origin, pathname } = new URL(stack.appUrl);
  const stripped = url.replace(pathname, "");
  const doubled = url.replace(origin, `${origin}/`).replace("/receive/", "//receive//");
  for (const target of [url, stripped, doubled]) {
    expect((await deliver(target, target)).status, target).toBe(200);
  }
});

test("a proxy that strips the path serves all of it", async ({ page, stack }) => {
  const proxy = await startStrippingProxy(stack.appUrl);
  const failed: string[] = [];
  page.on("response", (answer) => {
    // Whoever isn't logged in yet is told so.
    if (answer.status() >= 400 && answer.status() !== 401) failed.push(answer.url());
    if (!answer.url().startsWith(proxy.url)) failed.push(answer.url());
  });
  await page.goto(`${proxy.url}/login`);
  await logIn(page, demoLogin, { stay: true });
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  const url = (await receiverUrl(page)).replace(stack.appUrl, proxy.url);
  const before = await page.locator("[data-event-id]").count();
  expect((await deliver(url, "stripped")).status).toBe(200);
  await expect(page.locator("[data-event-id]")).toHaveCount(before + 1);

  await page.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  expect((await downloading).url()).toContain(`${proxy.url}/api/`);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page).toHaveURL(new RegExp(`^${proxy.url}/a/\\w+/webhooks`));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  expect(failed).toEqual([]);
  proxy.close();
});
