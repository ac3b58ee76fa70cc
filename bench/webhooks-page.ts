import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { startSimulator } from "@/simulator/simulator";
import { logIn } from "@/tests/support/browser/log-in";
import { demoLogin, logInToKazoo } from "@/tests/support/kazoo/kazoo-operator";
import { startHookline } from "./hookline-stack";
import { row } from "./table";

/**
 * How long an operator waits for webhooks: the page with many of them, and the form, in a real browser
 * (HOOKLINE_BROWSER), with a Kazoo that takes its time; then what our API adds to a call of Kazoo's.
 * Arguments: webhooks, Kazoo's latency in milliseconds, rounds.
 */
const [webhooks = "500", latency = "50", rounds = "10"] = process.argv.slice(2);
const webhookCount = Number(webhooks);
const roundCount = Number(rounds);

const dataDir = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const simulator = await startSimulator({ seed: "demo", rateLimit: false });
const kazoo = await logInToKazoo(simulator.url);
for (let index = 0; index < webhookCount; index += 1) {
  const fields = {
    name: `Many ${String(index).padStart(4, "0")}`,
    uri: `https://crm.example/hooks/${index}`,
    hook: "parking",
    format: "json",
    http_verb: "post",
    retries: 2,
    enabled: true,
  };
  const document = simulator.world.newDocument(kazoo.accountId, fields);
  simulator.world.webhooks.set(document.id, { ...document, disabledMessage: undefined });
}
const hookline = await startHookline(dataDir, { KAZOO_API_URL: simulator.url });
const appUrl = `http://127.0.0.1:${hookline.port}`;

const percentile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
  Number.NaN;
const tell = (name: string, times: readonly number[]) =>
  row(
    name,
    percentile(times, 0.5).toFixed(1),
    percentile(times, 1).toFixed(1),
    loadavg()[0]?.toFixed(1) ?? "",
  );

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

async function measurePages(): Promise<void> {
  const executablePath = process.env.HOOKLINE_BROWSER;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const page = await browser.newPage({ baseURL: appUrl });
  await logIn(page);
  const path = `/a/${kazoo.accountId}/webhooks`;
  const first = page.getByRole("row", { name: /Many 0000/ });
  const loaded: number[] = [];
  const navigated: number[] = [];
  const opened: number[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    loaded.push(
      await timed(async () => {
        await page.goto(path, { waitUntil: "commit" });
        await first.getByRole("switch").waitFor();
      }),
    );
    await page.goto(`/a/${kazoo.accountId}/events`);
    await page.getByRole("link", { name: "Webhooks" }).waitFor();
    navigated.push(
      await timed(async () => {
        await page.getByRole("link", { name: "Webhooks" }).click();
        await first.getByRole("switch").waitFor();
      }),
    );
    const form = page.getByRole("dialog", { name: "Create webhook" });
    const open = () =>
      timed(async () => {
        await page.getByRole("button", { name: "Create webhook" }).click();
        await form.getByLabel("Name").waitFor();
      });
    opened.push(await open());
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "hidden" });
  }
  await browser.close();
  tell(`${webhookCount} webhooks, page loaded`, loaded);
  tell(`${webhookCount} webhooks, from events`, navigated);
  tell("form opens, first time of a page", opened);
}

/** The same list from Kazoo and from our API, in turn. */
async function measureApi(): Promise<void> {
  const session = await fetch(`${appUrl}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: appUrl },
    body: JSON.stringify(demoLogin),
  });
  const cookie = (session.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const ask = (url: string, headers: Record<string, string>) =>
    timed(async () => {
      const answer = await fetch(url, { headers });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
      await answer.arrayBuffer();
    });
  const direct: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < roundCount * 30; round += 1) {
    direct.push(
      await ask(`${simulator.url}/v2/accounts/${kazoo.accountId}/webhooks?paginate=false`, {
        "x-auth-token": kazoo.token,
      }),
    );
    ours.push(
      await ask(`${appUrl}/api/accounts/${kazoo.accountId}/webhooks?documents=false`, { cookie }),
    );
  }
  const count = simulator.world.ofAccount(simulator.world.webhooks, kazoo.accountId).length;
  tell(`list of ${count}: Kazoo itself`, direct);
  tell(`list of ${count}: through our API`, ours);
  row("added, median", (percentile(ours, 0.5) - percentile(direct, 0.5)).toFixed(1));
}

try {
  row("", "median ms", "most ms", "load");
  simulator.faults.add({ kind: "latency", latencyMs: Number(latency) });
  await measurePages();
  simulator.faults.clear();
  await measureApi();
  for (const [id, { fields }] of simulator.world.webhooks) {
    if (String(fields.name).startsWith("Many ")) simulator.world.webhooks.delete(id);
  }
  await measureApi();
} finally {
  await hookline.stop();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
}
