import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@/lib/config/logger";
import type { EventFilter } from "@/lib/filter/event-filter";
import { encodeCursor } from "@/lib/store/events/event-cursor";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { cpuSeconds } from "./cpu-time";
import { startHookline } from "./hookline-stack";
import { postLoad } from "./post-load";

/**
 * Receiving and reading with many events stored, beside receiving with none. Arguments: a file that
 * `seed-events` filled (it is added to), seconds per measurement (5; 0 reads only), connections (32).
 */
const [file = "", secondsText = "5", connectionsText = "32"] = process.argv.slice(2);
const seconds = Number(secondsText);
const connections = Number(connectionsText);
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const scope = { cluster: "default", accountId: "a".repeat(32) };
const readsEach = 200;

function line(name: string, ...cells: string[]): void {
  console.log(`${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join("")}`);
}

async function receive(name: string, database: string): Promise<void> {
  const dataDir = mkdtempSync(join(folder, "data-"));
  const startedAt = performance.now();
  const hookline = await startHookline(dataDir, { DATABASE_URL: `file:${database}` });
  const readyMs = performance.now() - startedAt;
  try {
    const pids = [hookline.pidOf("receiver"), hookline.pidOf("console")];
    const before = pids.map(cpuSeconds);
    const { port, path } = hookline;
    const { perSecond, p50Ms, p99Ms, failed, answered } = await postLoad(
      port,
      path,
      connections,
      seconds,
    );
    const drainedFrom = performance.now();
    await hookline.untilDrained();
    const drainSeconds = seconds + (performance.now() - drainedFrom) / 1000;
    const [answer = 0, store = 0] = pids.map(
      (pid, index) => ((cpuSeconds(pid) - (before[index] ?? 0)) * 1e6) / answered,
    );
    line(
      name,
      ...[perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2), String(failed)],
      ...[answer.toFixed(0), store.toFixed(0), (answered / drainSeconds).toFixed(0)],
      ...[readyMs.toFixed(0), loadavg()[0]?.toFixed(1) ?? ""],
    );
  } finally {
    await hookline.stop();
  }
}

line(
  "receiving",
  ...["answered/s", "p50 ms", "p99 ms", "failed", "answer µs", "store µs", "stored/s", "ready ms"],
  "load",
);
if (seconds > 0) {
  for (let round = 1; round <= 2; round += 1) {
    await receive("none stored", join(folder, `empty-${round}.db`));
    await receive("many stored", file);
  }
}

const logger = createLogger("warn");
const workerFile = new URL("./sqlite-worker.mjs", import.meta.url);
const store = await openSqliteEventStore({ file, workerFile, logger });
const { eventStore } = store;
const newest = (await eventStore.search(scope, {}, { limit: 1 })).lastSequence;
const day = 86_400_000;
const now = Date.now();

async function read(name: string, work: (turn: number) => Promise<unknown>, turns = readsEach) {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const startedAt = performance.now();
    await work(turn);
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  line(name, ...[times[0], at(0.5), at(0.99), times.at(-1)].map((ms) => ms?.toFixed(1) ?? ""));
}

const page = (filter: EventFilter) => () => eventStore.search(scope, filter, { limit: 50 });
const some = (turn: number) => 1 + ((turn * 7_919_993) % (newest - 100_000));
const hash = (n: number) => Number((BigInt(n) * 2654435761n) & 4294967295n);
const hex = (n: number) => n.toString(16).padStart(8, "0");
const phoneOf = (n: number) =>
  `+1${200 + (hash(n) % 700)}${String(hash(n) % 10_000_000).padStart(7, "0")}`;

console.log();
line(`reading, 50 a page, ${readsEach} times`, "least ms", "p50 ms", "p99 ms", "most ms");
await read("first page", page({}));
await read("deep page", (turn) =>
  eventStore.search(scope, {}, { limit: 50, cursor: encodeCursor(some(turn)) }),
);
await read("filter: kind", page({ kind: "object" }));
await read("filter: kind there is none of", page({ kind: "message" }));
await read("filter: kind and type", page({ kind: "object", type: "user", action: "doc_edited" }));
await read("filter: webhook", (turn) =>
  page({ webhookId: (turn % 20).toString(16).padStart(32, "0") })(),
);
await read("filter: call id", (turn) =>
  page({ callId: `${hex(hash(some(turn)))}${hex(some(turn))}@10.0.0.1` })(),
);
await read("filter: a day", (turn) =>
  page({ from: now - (turn % 9) * day - day, to: now - (turn % 9) * day })(),
);
await read("search: a phone number", (turn) => page({ q: phoneOf(some(turn)) })());
await read("search: a word in most", page({ q: "inbound" }));
await read("search: how most words begin", page({ q: "n" }));
await read("search: two words in most", page({ q: "NORMAL_CLEARING device" }));
await read("search: a rare word", (turn) => page({ q: `Nr${Math.ceil(some(turn) / 10) * 10}` })());
await read("search: a word there is none of", page({ q: "zzyzx" }));
await read("search: deep page", (turn) =>
  eventStore.search(scope, { q: "inbound" }, { limit: 50, cursor: encodeCursor(some(turn)) }),
);
await read("histogram of a day", (turn) => {
  const to = now - (turn % 9) * day;
  return eventStore.histogram(scope, { from: to - day, to }, 60);
});
line("after reading: memory MB", (process.memoryUsage().rss / 1048576).toFixed(0));
await store.close();
rmSync(folder, { recursive: true, force: true });
