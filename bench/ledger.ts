import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLedger } from "@/lib/attempts/read-ledger";
import { createLogger } from "@/lib/config/logger";
import { createKazoo } from "@/lib/kazoo/create-kazoo";
import { classifyEvent } from "@/lib/payload/classify-event";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import type { NewEvent } from "@/lib/store/store";
import { startSimulator } from "@/simulator/simulator";
import { demoLogin } from "@/tests/support/kazoo/kazoo-operator";
import { row } from "./table";

/**
 * The ledger of a day: counts and the first page, as the server makes them, with a simulated Kazoo
 * beside it. Arguments: events of the day, attempts of the day, rounds. One attempt in four is of a
 * delivery that is stored.
 */
const [events = "100000", attempts = "1000", rounds = "15"] = process.argv.slice(2);
const eventCount = Number(events);
const attemptCount = Number(attempts);
const unixEpoch = 62_167_219_200;
const dayMs = 86_400_000;
const webhookIds = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(32));
const now = Date.now();

const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const logger = createLogger("silent");
const simulator = await startSimulator({ seed: "demo", rateLimit: false });
const kazoo = createKazoo({
  clusters: [{ name: "default", url: simulator.url }],
  timeoutMs: 30_000,
  answerLimitBytes: 64 * 1024 * 1024,
  logger,
});
const login = await kazoo.login(demoLogin);
const scope = { cluster: "default", accountId: login.accountId };
const { eventStore, deliveryStore, close } = await openSqliteEventStore({
  file: join(folder, "events.db"),
  workerFile: new URL("./sqlite-worker.mjs", import.meta.url),
  logger,
});

const webhookOf = (n: number) => webhookIds[n % webhookIds.length] ?? "";
const timeOf = (n: number, of: number) => now - dayMs + Math.floor((n * dayMs) / of);

function callEnd(n: number) {
  return {
    ...{ account_id: scope.accountId, call_direction: "inbound", call_id: `call-${n}@10.0.0.1` },
    ...{ caller_id_name: "Zoë", caller_id_number: `+1555${n}`, hook_event: "channel_destroy" },
    ...{ hangup_cause: "NORMAL_CLEARING", duration_seconds: 6, to: "2000@sub1.example.com" },
    ...{ from: "1000@sub1.example.com", owner_id: "d860229e722bf8f738737365b0b1e333" },
  };
}

function eventOf(n: number): NewEvent {
  const payload = callEnd(n);
  return {
    scope,
    receiverKeyId: "bench",
    receivedAt: timeOf(n, eventCount),
    webhookId: webhookOf(n),
    method: "POST",
    headers: [["content-type", "application/json"]],
    query: null,
    body: Buffer.from(JSON.stringify(payload)),
    payload,
    problem: null,
    classification: classifyEvent(payload, "channel_destroy"),
  };
}

for (let start = 0; start < eventCount; start += 1_000) {
  const numbers = Array.from({ length: Math.min(1_000, eventCount - start) }, (_, n) => start + n);
  await eventStore.append(numbers.map(eventOf));
}
for (let n = 0; n < attemptCount; n += 1) {
  const event = Math.floor((n * eventCount) / attemptCount);
  const isStored = n % 4 === 0;
  const timestamp = Math.floor(timeOf(event, eventCount) / 1000) + unixEpoch;
  const body = JSON.stringify(callEnd(isStored ? event : eventCount + n));
  simulator.world.attempts.push({
    accountId: scope.accountId,
    hookId: webhookOf(event),
    timestamp,
    fields: {
      ...{ hook_id: webhookOf(event), hook_event: "CHANNEL_DESTROY", event_id: `firing-${n}` },
      ...{ uri: "https://hookline.example/receive/x", method: "post", req_headers: {} },
      ...{ req_body: body, result: "failure", reason: "bad response code", try: 2 },
      ...{ retries_left: 1, resp_status_code: "502", resp_headers: {}, resp_body: "", timestamp },
    },
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function measure(act: () => Promise<unknown>): Promise<{ median: number; most: number }> {
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const startedAt = performance.now();
    await act();
    times.push(performance.now() - startedAt);
  }
  return { median: median(times), most: Math.max(...times) };
}

const session = kazoo.as(login);
const range = { from: now - dayMs, to: now };
const read = await session.listAttempts(scope.accountId, { ...range, skip: 0, limit: 1_000 });
/** What Kazoo would have said, said at once. */
const said = { listAttempts: () => Promise.resolve({ ...read, isLast: true }) };
const receiverKeys = { owns: () => true };
const context = { kazoo: session, deliveryStore, receiverKeys, scope };
const page = { ...range, limit: 50 };
const first = await readLedger(context, page);
const next = { ...page, cursor: first.nextCursor ?? undefined };
const measured = [
  ["with Kazoo's answer", await measure(() => readLedger(context, page))],
  ["Kazoo's answer at hand", await measure(() => readLedger({ ...context, kazoo: said }, page))],
  ["next page", await measure(() => readLedger(context, next))],
] as const;
row("ledger", "median ms", "most ms");
for (const [name, { median: middle, most }] of measured) {
  row(name, middle.toFixed(0), most.toFixed(0));
}
await close();
await kazoo.close();
await simulator.close();
rmSync(folder, { recursive: true, force: true });
