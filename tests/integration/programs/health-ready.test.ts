import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { expect, test } from "vitest";
import { GET as ready } from "@/app/api/health/ready/route";
import { problemSchema } from "@/lib/domain/problem";
import { startConsoleAndReceiver } from "../../support/receiver/console-and-receiver";
import { acme } from "../../support/store/new-event";

/** "ready", or the sentence that says why not. */
async function ask(): Promise<string> {
  const response = await ready(new Request("http://127.0.0.1/api/health/ready"), {
    params: Promise.resolve({}),
  });
  const body: unknown = await response.json();
  if (response.status === 200) {
    // Anybody may ask: nothing but the word.
    expect(body).toEqual({ status: "ready" });
    return "ready";
  }
  expect(response.status).toBe(503);
  const { code, title } = problemSchema.parse(body);
  expect(code).toBe("storage_unavailable");
  return title;
}

const until = () => expect.poll(ask);

test("a database that takes nothing is told once something waits for it, and until it is in", async () => {
  const { url, dataDir, runtime } = await startConsoleAndReceiver();
  await until().toBe("ready");
  const locker = new Database(join(dataDir, "hookline.db"));
  locker.exec("begin immediate");
  expect(await ask()).toBe("ready");
  expect((await fetch(url, { method: "POST", body: '{"n":1}' })).status).toBe(200);
  await until().toContain("The database takes no events just now.");
  expect(runtime.drain.status().paused).toBe("database");
  await expect.poll(() => runtime.drain.waitingOf(acme).deliveries).toBe(1);
  locker.exec("rollback");
  locker.close();
  await until().toBe("ready");
  expect((await runtime.eventStore.search(acme, {}, { limit: 10 })).items).toHaveLength(1);
  await expect.poll(() => runtime.drain.waitingOf(acme).deliveries).toBe(0);
});

test("it is not ready without a receiver, nor with one that can't write to its disk", async () => {
  const { url, dataDir, receiver } = await startConsoleAndReceiver({ RECEIVER_HOLD_SECONDS: "5" });
  await until().toBe("ready");
  // A file where the folder was: no user's rights overcome that.
  rmSync(join(dataDir, "spool"), { recursive: true, force: true });
  writeFileSync(join(dataDir, "spool"), "");
  await expect
    .poll(() => fetch(url, { method: "POST", body: "{}" }).then((r) => r.status))
    .toBe(503);
  await until().toContain("can't be written to disk");
  // The disk is back, and no delivery comes that would show it.
  rmSync(join(dataDir, "spool"));
  mkdirSync(join(dataDir, "spool"));
  await until().toBe("ready");
  await receiver.stop();
  await until().toContain("No receiver has been heard of");
}, 120_000);
