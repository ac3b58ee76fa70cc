import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "@/simulator/simulator";
import { startHookline } from "./hookline-stack";
import { postDelivery } from "./post-load";
import { row } from "./table";

/**
 * From a delivery's 200 to its event on the live stream. Arguments: seconds (30) and deliveries a
 * second (200).
 */
const [seconds = 30, perSecond = 200] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const kazoo = await startSimulator({ seed: "demo", allowLoopback: true, rateLimit: false });
const hookline = await startHookline(join(folder, "data"), { KAZOO_API_URL: kazoo.url });
const origin = `http://127.0.0.1:${hookline.port}`;

const login = await fetch(`${origin}/api/session`, {
  method: "POST",
  headers: { "content-type": "application/json", origin },
  body: JSON.stringify({ accountName: "demo", username: "operator", password: "hookline" }),
});
const cookie = login.headers
  .getSetCookie()
  .map((line) => line.split(";")[0])
  .join("; ");
const { account } = await login.json();
const api = `${origin}/api/accounts/${account.id}`;
const asked = await fetch(`${api}/receiver`, { method: "POST", headers: { cookie, origin } });
const receiver = await asked.json();
const path = new URL(receiver.url).pathname;

const answeredAt = new Map<string, number>();
const seenAt = new Map<string, number>();
const leaving = new AbortController();
const stream = await fetch(`${api}/events/stream`, { headers: { cookie }, signal: leaving.signal });

async function watch(): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream.body ?? []) {
    const at = performance.now();
    const frames = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const callId = /"callId":"([^"]+)"/.exec(frame)?.[1];
      if (callId) seenAt.set(callId, at);
    }
  }
}
const watching = watch().catch(() => {});

const startedAt = performance.now();
for (let n = 0; n < perSecond * seconds; n += 1) {
  const waitMs = startedAt + (n * 1_000) / perSecond - performance.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  void postDelivery(hookline.port, path).then((callId) => {
    if (callId) answeredAt.set(callId, performance.now());
  });
}
await hookline.untilDrained();
await new Promise((resolve) => setTimeout(resolve, 1_000));
leaving.abort();
await watching;
// The stream may be ahead of the answer.
const delays = [...answeredAt].flatMap(([callId, answered]) => {
  const seen = seenAt.get(callId);
  return seen === undefined ? [] : [Math.max(0, seen - answered)];
});
delays.sort((a, b) => a - b);
const at = (share: number) => (delays[Math.floor((delays.length - 1) * share)] ?? 0).toFixed(0);
row("200 → live stream", "answered", "seen", "p50 ms", "p99 ms", "most ms", "load");
row(
  `${perSecond}/s for ${seconds} s`,
  ...[String(answeredAt.size), String(delays.length), at(0.5), at(0.99), at(1)],
  loadavg()[0]?.toFixed(1) ?? "",
);
await hookline.stop();
await kazoo.close();
rmSync(folder, { recursive: true, force: true });
