import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { afterEach, describe, expect, it, vi } from "vitest";
import { acme } from "../support/new-event";
import { startReceiver } from "../support/receiver";
import { type ReceiverProcess, startReceiverProcess } from "../support/receiver-process";
import { openTestStore, temporaryDatabase } from "../support/sqlite-event-store";

const nobody = 65_534;
let place: ReturnType<typeof temporaryDatabase>;
let receiver: ReceiverProcess | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await receiver?.end("SIGKILL");
  receiver = undefined;
  place?.remove();
});

async function post(id: string, filler = ""): Promise<Response> {
  const body = JSON.stringify({ id, filler });
  const headers = { "content-type": "application/json" };
  return fetch(receiver?.url ?? "", { method: "POST", body, headers });
}

async function storedIds(): Promise<unknown[]> {
  const store = await openTestStore(place.file);
  const events = await store.eventStore.since(acme, 0, 10_000);
  await store.close();
  return events.map(({ facts }) => facts.id);
}

describe("a disk that is full", () => {
  it("is answered 503 with Retry-After; storing goes on by itself when there is space", async () => {
    place = temporaryDatabase();
    // The kernel refuses to let any file grow beyond 4 MiB, as a full disk does.
    const shell = `trap '' XFSZ; ulimit -S -f 4096; exec "$@"`;
    receiver = await startReceiverProcess(place.file, { shell });
    const answered: string[] = [];
    const filler = "x".repeat(100_000);
    let refused: Response | undefined;
    for (let number = 0; number < 100 && !refused; number += 1) {
      const answer = await post(`n${number}`, filler);
      if (answer.status === 200) answered.push(`n${number}`);
      else refused = answer;
    }
    expect(answered.length).toBeGreaterThan(3);
    expect(refused?.status).toBe(503);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);

    execFileSync("prlimit", [`--pid=${receiver.child.pid}`, "--fsize=unlimited"]);
    expect((await post("after", filler)).status).toBe(200);
    await receiver.end("SIGTERM");
    expect(await storedIds()).toEqual([...answered, "after"]);
    const database = new Database(place.file);
    expect(database.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    database.close();
  }, 30_000);
});

describe("a data folder that can't be written", () => {
  it("keeps the receiver from starting, with the reason", async () => {
    place = temporaryDatabase();
    const folder = dirname(place.file);
    mkdirSync(folder, { recursive: true });
    chmodSync(dirname(folder), 0o755);
    chmodSync(folder, 0o555);
    // Nothing is read-only to root.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, nobody, nobody);
    const start = startReceiverProcess(place.file, isRoot ? { uid: nobody, gid: nobody } : {});
    await expect(start).rejects.toThrow(/EACCES/);
  });
});

describe("a database that another process holds", () => {
  it("is answered 503 with Retry-After; storing goes on by itself when it is free", async () => {
    place = temporaryDatabase();
    receiver = await startReceiverProcess(place.file);
    expect((await post("before")).status).toBe(200);
    const other = new Database(place.file);
    other.exec("begin immediate");
    const refused = await post("while");
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    other.exec("rollback");
    other.close();
    expect((await post("after")).status).toBe(200);
    await receiver.end("SIGTERM");
    expect(await storedIds()).toEqual(["before", "after"]);
  }, 30_000);
});

describe("a clock that jumps back", () => {
  it("changes neither the order nor what is kept", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const own = await startReceiver();
    const url = `http://127.0.0.1:${own.port}/receive/${own.key}`;
    for (const [index, now] of [5_000_000, 1_000_000, 3_000_000].entries()) {
      vi.setSystemTime(now);
      const body = JSON.stringify({ id: `n${index}` });
      expect((await fetch(url, { method: "POST", body })).status).toBe(200);
    }
    const events = await own.eventStore.since(acme, 0, 10);
    expect(events.map(({ facts }) => facts.id)).toEqual(["n0", "n1", "n2"]);
    expect(events.map(({ receivedAt }) => receivedAt)).toEqual([5_000_000, 1_000_000, 3_000_000]);
    const page = await own.eventStore.search(acme, {}, { limit: 10 });
    expect(page.items.map(({ facts }) => facts.id)).toEqual(["n2", "n1", "n0"]);
    await own.stop();
  });
});
