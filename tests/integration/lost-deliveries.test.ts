import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { buildRuntime } from "@/lib/build-console";
import { parseEnv } from "@/lib/config/env";
import type { AccountScope } from "@/lib/domain/account";
import { createLostDeliveries } from "@/lib/receiver/lost-deliveries";
import { acme } from "../support/new-event";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { startReceiverProcess } from "../support/receiver-process";
import {
  openTestStore,
  silentLogger,
  sqliteWorkerFile,
  temporaryDatabase,
} from "../support/sqlite-event-store";

const other = { cluster: "default", accountId: "c".repeat(32) };
const patience = { timeout: 10_000 };

/** A whole app, as server.ts has it, that gives up at once what it can't store. */
async function startApp(databaseUrl: string, dataDir: string) {
  const env = parseEnv({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    RECEIVER_HOLD_SECONDS: "0",
    RECEIVER_FAILS_PER_MINUTE: "0",
  });
  const workerUrl = pathToFileURL(await sqliteWorkerFile());
  const { runtime, close } = await buildRuntime(env, silentLogger, workerUrl);
  return {
    close,
    lose: (scope: AccountScope = acme) =>
      runtime.answerLadder.refuse({ scope, webhookId: "w", receiverKeyId: "k" }),
    async countOf(scope: AccountScope = acme): Promise<number> {
      return (await runtime.lostDeliveries.of(scope))?.count ?? 0;
    },
  };
}

/** What a process that starts now would tell. */
async function lostIn(file: string): Promise<number> {
  const store = await openTestStore(file);
  const lost = createLostDeliveries({ store: store.notStoredStore, logger: silentLogger });
  const found = await lost.of(acme);
  await lost.close();
  await store.close();
  return found?.count ?? 0;
}

describe("on SQLite", () => {
  it("what a full disk lost is told after the process was killed and started again", async () => {
    const place = temporaryDatabase();
    onTestFinished(place.remove);
    // The kernel refuses to let any file grow beyond 4 MiB, as a full disk does.
    const shell = `trap '' XFSZ; ulimit -S -f 4096; exec "$@"`;
    const never = { holdSeconds: 0, failsPerMinute: 0 };
    const receiver = await startReceiverProcess(place.file, { shell, ...never });
    const body = "x".repeat(100_000);
    let lost = 0;
    for (let sent = 0; sent < 200 && lost < 3; sent += 1) {
      const answer = await fetch(receiver.url, { method: "POST", body: body + sent });
      expect(answer.status).toBe(200);
      if ((await answer.text()) === "not stored") lost += 1;
    }
    expect(lost).toBe(3);
    execFileSync("prlimit", [`--pid=${receiver.child.pid}`, "--fsize=unlimited"]);
    await expect.poll(() => lostIn(place.file), patience).toBe(3);
    await receiver.end("SIGKILL");
    expect(await lostIn(place.file)).toBe(3);
  }, 30_000);

  it("what was lost in the last moment is written down by the stop", async () => {
    const place = temporaryDatabase();
    onTestFinished(place.remove);
    const first = await startApp(`file:${place.file}`, `${place.file}.data`);
    first.lose();
    first.lose();
    await first.close();
    const second = await startApp(`file:${place.file}`, `${place.file}.data`);
    expect(await second.countOf()).toBe(2);
    expect(await second.countOf(other)).toBe(0);
    await second.close();
  });
});

describe("on PostgreSQL", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop(), stopTimeoutMs);

  it("what one process lost is told by the other, each once, also over a lost database", async () => {
    const place = temporaryDatabase();
    const url = await server.createDatabase();
    const [first, second] = await Promise.all([
      startApp(url, `${place.file}.first`),
      startApp(url, `${place.file}.second`),
    ]);
    onTestFinished(async () => {
      await Promise.all([first.close(), second.close()]);
      place.remove();
    });
    first.lose();
    await expect.poll(() => second.countOf(), patience).toBe(1);
    second.lose();
    await expect.poll(() => first.countOf(), patience).toBe(2);
    expect(await second.countOf()).toBe(2);
    expect(await second.countOf(other)).toBe(0);

    const restarted = server.restart();
    for (let count = 0; count < 5; count += 1) first.lose();
    await restarted;
    await expect.poll(() => second.countOf(), patience).toBe(7);
    expect(await first.countOf()).toBe(7);
  }, 60_000);
});
