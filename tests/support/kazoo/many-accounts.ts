import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { loadReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { createAccountsReader } from "@/lib/webhooks/accounts/read-accounts";
import { createClock } from "@/simulator/clock/clock";
import { type SimulatorOptions, startSimulator } from "@/simulator/simulator";
import { openTestStore, temporaryDatabase } from "../store/sqlite-event-store";
import { kazooAt } from "./kazoo-of";
import { demoLogin } from "./kazoo-operator";
import { publicUrl } from "./webhook-context";

/** Twenty times as fast as the real one. */
function fastClock() {
  const speed = 20;
  const startedAt = performance.now();
  const now = () => (performance.now() - startedAt) * speed;
  return { now, sleep: (ms: number) => sleep(ms / speed) };
}

/** The demo's operator before a Kazoo with many sub-accounts; the time of buckets runs fast. */
export async function startManyAccounts(options: SimulatorOptions = {}) {
  const fast = fastClock();
  const log: string[] = [];
  const began = Date.now();
  const clock = { ...createClock(), now: () => began + fast.now() };
  const tokenLifetimeSeconds = 100_000;
  const simulator = await startSimulator({
    seed: "demo",
    resolveHosts: "loopback-only",
    tokenLifetimeSeconds,
    clock,
    log: (line) => log.push(line),
    ...options,
  });
  onTestFinished(() => simulator.close());
  const kazoo = kazooAt(simulator.url, { sweepClock: fast });
  const login = await kazoo.login(demoLogin);
  const database = temporaryDatabase();
  onTestFinished(() => database.remove());
  const storage = await openTestStore(database.file);
  onTestFinished(() => storage.close());
  const receiverKeys = await loadReceiverKeys({
    store: storage.receiverKeyStore,
    publicUrl,
    writeFile: () => Promise.resolve(),
    logger: createLogger("silent"),
  });
  const { accountId, cluster } = login;
  const account = { id: accountId, name: "Demo", realm: null, path: [] };
  const context = (signal = new AbortController().signal) => ({
    sweep: kazoo.sweep(login),
    receiverKeys,
    cluster,
    operatorId: "operator",
    account,
    signal,
  });
  const reader = createAccountsReader(storage);
  return { simulator, log, fast, kazoo, login, storage, receiverKeys, accountId, context, reader };
}
