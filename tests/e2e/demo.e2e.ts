import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type RunningProcess, startProcess } from "../support/child-process";
import { freePort } from "../support/http/free-port";
import { logInToKazoo } from "../support/kazoo/kazoo-operator";

let demo: RunningProcess;
let dataDir: string;
let appUrl: string;
let kazooUrl: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  dataDir = await mkdtemp(join(tmpdir(), "hookline-demo-"));
  const [port, kazooPort] = [await freePort(), await freePort()];
  appUrl = `http://127.0.0.1:${port}`;
  kazooUrl = `http://127.0.0.1:${kazooPort}`;
  const env = { PORT: String(port), SIMULATOR_PORT: String(kazooPort), DATA_DIR: dataDir };
  demo = await startProcess(
    ["scripts/demo.mjs"],
    { ...env, PUBLIC_URL: "", HOST: "127.0.0.1" },
    `${appUrl}/api/health/ready`,
  );
  await expect.poll(() => demo.output()).toContain("Ctrl-C stops both.");
});
test.afterAll(async () => {
  await demo?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("the demo says where to look in ten lines", () => {
  expect(demo.output().trim().split("\n").length).toBeLessThanOrEqual(10);
  expect(demo.output()).toContain(appUrl);
});

test("the demo's login is a button, and events are there already", async ({ page }) => {
  await page.goto(appUrl);
  await page.getByRole("button", { name: "Log in to the demo" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Events over time" })).toBeVisible();

  const controls = await page.context().newPage();
  await controls.goto(`${kazooUrl}/_simulator/`);
  await controls.getByRole("button", { name: "Delete a user" }).click();
  await expect(controls.getByRole("status")).toHaveText("Delete a user: done.");
  await expect(page.getByRole("link", { name: /User deleted/ }).first()).toBeVisible();
});

test("the demo's Kazoo refuses a URL of this machine, as every Kazoo does", async () => {
  const { token, accountId, webhooks } = await logInToKazoo(kazooUrl);
  const put = (uri: string) =>
    fetch(`${kazooUrl}/v2/accounts/${accountId}/webhooks`, {
      method: "PUT",
      headers: { "content-type": "application/json", "x-auth-token": token },
      body: JSON.stringify({ data: { name: "n", hook: "sms", uri } }),
    });
  expect((await put("http://127.0.0.1:9/x")).status).toBe(400);
  expect((await put("http://localhost:9/x")).status).toBe(400);
  const ours = (await webhooks()).find(({ name }) => name === "Everything to Hookline");
  expect(ours?.uri).toMatch(/^http:\/\/hookline\.localhost:\d+\/receive\//);
});
