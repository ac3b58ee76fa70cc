import { statSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type MemoryDisk, mountMemoryDisk } from "../../support/disk/memory-disk";
import { delivery } from "../../support/drain/drained-spool";
import { type DrainingStore, openDrainingStore } from "../../support/drain/draining-store";
import { appendOne } from "../../support/store/append-one";
import { acme, newEvent } from "../../support/store/new-event";
import { until } from "../../support/until";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const megabyte = 1024 * 1024;
const reserve = 3 * megabyte;
const mounted = mountMemoryDisk(1);
mounted?.remove();

/** Needs a disk that can be full, which only root can have made. */
describe.skipIf(mounted === null)("a small disk with the database and the spool on it", () => {
  let disk: MemoryDisk;
  let file: string;
  let store: DrainingStore;
  let received: number;

  beforeEach(async () => {
    // Dropping what a round brought takes a log as large as the database with all its indexes.
    const made = mountMemoryDisk(64);
    if (!made) throw new Error("It could be mounted a moment ago.");
    disk = made;
    file = join(disk.folder, "hookline.db");
    store = await openDrainingStore(file, { minFreeBytes: reserve });
    received = 0;
  });
  afterEach(async () => {
    await store.close();
    disk.remove();
  });

  /** As many as get into the spool. */
  async function receive(count: number): Promise<number> {
    let taken = 0;
    for (let left = count; left > 0; left -= 1) {
      try {
        await store.receive(delivery({ id: received, filler: "x".repeat(2_000) }));
        received += 1;
        taken += 1;
      } catch {
        break;
      }
    }
    return taken;
  }
  /** Also when the database gives room back meanwhile. */
  const fillUntilPaused = (leaving: number) =>
    until(() => {
      disk.fill(leaving);
      return store.drain.status().paused === "disk";
    });
  const isAllStored = () => until(async () => (await count()) === received, 60_000);
  const count = async () => (await store.eventStore.stats(acme)).events;

  it("moves nothing while it is nearly full, and everything once there is room again", async () => {
    for (let round = 0; round < 3; round += 1) {
      // The spool's writer tries again some moments after it failed.
      await until(() => receive(1));
      expect(await receive(600)).toBe(600);
      await isAllStored();
      // Else the index takes what is left of the room before the drain has looked at it.
      await until(() => store.load().unindexedEvents === 0);
      await fillUntilPaused(reserve / 2);
      const before = await count();
      // What comes is received until nothing is free.
      expect(await receive(20_000)).toBeGreaterThan(0);
      await until(() => store.drain.status().waiting.deliveries === received - before);
      expect(await count()).toBe(before);
      disk.empty();
      await isAllStored();
      await until(() => store.drain.status().paused === null);
      await dropAll();
    }
    const database = new Database(file);
    expect(database.prepare("pragma integrity_check").all()).toMatchObject([
      { integrity_check: "ok" },
    ]);
    database.close();
  });

  /** So that the next round finds as much room as this one did. */
  async function dropAll(): Promise<void> {
    const none = { maxEvents: null, maxBytes: null, minFreeBytes: null };
    const perAccount = { maxEventsPerAccount: null, maxBytesPerAccount: null };
    const limits = { ...none, ...perAccount, olderThan: Date.now() * 2, now: Date.now() };
    while ((await store.eventStore.prune(limits)).more);
    received = 0;
  }

  it("is not filled by the write-ahead log", async () => {
    await receive(150);
    await isAllStored();
    const logged = statSync(`${file}-wal`).size;
    expect(logged).toBeGreaterThan(megabyte / 2);
    // There is room to move it, and it is much beside what is free.
    disk.fill(2 * logged - 65_536);
    await until(() => statSync(`${file}-wal`).size === 0);
  });

  it("still answers who reads and searches, also what is not in the index yet", async () => {
    await receive(10);
    await until(() => store.drain.status().stored === 10);
    await until(() => store.load().unindexedEvents === 0);
    const filling = setInterval(() => disk.fill(reserve / 2), 10);
    await until(() => store.drain.status().paused === "disk");
    await appendOne(store.eventStore, newEvent({ id: "later" }));
    const find = async (q: string) =>
      (await store.eventStore.search(acme, { q }, { limit: 50 })).items.length;
    expect(await find("x")).toBe(10);
    expect(await find("later")).toBe(0);
    clearInterval(filling);
    disk.empty();
    await until(() => store.load().unindexedEvents === 0);
    expect(await find("later")).toBe(1);
  });
});
