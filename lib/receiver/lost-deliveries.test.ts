import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LossBatch, NotStoredStore } from "@/lib/store/not-stored/not-stored-store";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { acme } from "@/tests/support/new-event";
import { openTestStore, silentLogger, temporaryDatabase } from "@/tests/support/sqlite-event-store";
import { createLostDeliveries, type LostDeliveries } from "./lost-deliveries";

const other = { cluster: "default", accountId: "c".repeat(32) };

let place: ReturnType<typeof temporaryDatabase>;
let opened: OpenedEventStore;
let lost: LostDeliveries;
/** What the store was asked to add. */
let asked: LossBatch[];
let failing: "not at all" | "before it writes" | "after it wrote" | "at everything" | "silently";
let awaited: { attempts: number; resolve: () => void } | null;

/** The real store, behind a line that may break. */
function breakable(store: NotStoredStore): NotStoredStore {
  const gone = () => Promise.reject(new Error("connection lost"));
  return {
    ...store,
    async add(batch) {
      asked.push(batch);
      if (awaited && asked.length >= awaited.attempts) awaited.resolve();
      if (failing === "before it writes" || failing === "at everything") return gone();
      await store.add(batch);
      if (failing === "after it wrote") return gone();
    },
    total(reporter) {
      if (failing === "silently") return new Promise(() => {});
      return failing === "at everything" ? gone() : store.total(reporter);
    },
    of(scope) {
      if (failing === "silently") return new Promise(() => {});
      return failing === "at everything" ? gone() : store.of(scope);
    },
  };
}

/** Resolves once the store was asked that often to add. */
function attempts(count: number): Promise<void> {
  if (asked.length >= count) return Promise.resolve();
  return new Promise((resolve) => {
    awaited = { attempts: count, resolve };
  });
}

const start = (writeAfterMs: number, logger = silentLogger, readPatienceMs = 10_000) =>
  createLostDeliveries({
    store: breakable(opened.notStoredStore),
    logger,
    writeAfterMs,
    readPatienceMs,
  });
const never = 3_600_000;
const written = async () => (await opened.notStoredStore.of(acme)).map(({ count }) => count);

beforeEach(async () => {
  place = temporaryDatabase();
  opened = await openTestStore(place.file);
  asked = [];
  failing = "not at all";
  awaited = null;
  lost = start(never);
});
afterEach(async () => {
  await lost.close();
  await opened.close();
  place.remove();
});

describe("deliveries that were lost", () => {
  it("are told at once, per account, with the first and the last time", async () => {
    expect(await lost.of(acme)).toBeNull();
    lost.add(acme, 5_000);
    lost.add(acme, 9_000);
    lost.add(acme, 7_000);
    lost.add(other, 1_000);
    expect(await lost.of(acme)).toEqual({ count: 3, firstAt: 5_000, lastAt: 9_000 });
    expect(await written()).toEqual([]);
  });

  it("are written down when the process stops, and told after the next start", async () => {
    lost.add(acme, 5_000);
    await lost.close();
    lost = start(never);
    expect(await lost.of(acme)).toEqual({ count: 1, firstAt: 5_000, lastAt: 5_000 });
    lost.add(acme, 6_000);
    expect(await lost.of(acme)).toEqual({ count: 2, firstAt: 5_000, lastAt: 6_000 });
    await lost.close();
    expect((await written()).sort()).toEqual([1, 1]);
  });

  it("are written down by themselves, tried until the store takes them", async () => {
    failing = "before it writes";
    lost = start(1);
    lost.add(acme, 5_000);
    await attempts(3);
    lost.add(acme, 6_000);
    expect(await lost.of(acme)).toMatchObject({ count: 2 });
    failing = "not at all";
    await expect.poll(written).toEqual([2]);
    expect(await lost.of(acme)).toMatchObject({ count: 2 });
  });

  it("are counted once when they were written and the answer got lost", async () => {
    failing = "after it wrote";
    lost = start(1);
    lost.add(acme, 5_000);
    await attempts(4);
    expect(await lost.of(acme)).toMatchObject({ count: 1 });
    lost.add(acme, 6_000);
    expect(await lost.of(acme)).toMatchObject({ count: 2 });
    failing = "not at all";
    await lost.close();
    expect(await written()).toEqual([2]);
    expect(await lost.of(acme)).toMatchObject({ count: 2 });
  });

  it("are never told too many or too few while they are being written", async () => {
    lost = start(1);
    for (let count = 1; count <= 200; count += 1) {
      lost.add(acme, count);
      expect(await lost.of(acme)).toMatchObject({ count });
    }
    await lost.close();
    expect(asked.length).toBeGreaterThan(1);
    expect(await written()).toEqual([200]);
  });

  it.each(["at everything", "silently"] as const)(
    "are told as far as they are known while the store can't be read and fails %s",
    async (how) => {
      lost.add(acme, 5_000);
      await lost.close();
      lost = start(never, silentLogger, 100);
      await expect.poll(() => lost.of(acme)).toMatchObject({ count: 1 });
      expect(await lost.total()).toBe(1);
      failing = how;
      lost.add(acme, 6_000);
      expect(await lost.of(acme)).toMatchObject({ count: 2 });
      expect(await lost.of(other)).toBeNull();
      expect(await lost.total()).toBe(2);
      failing = "not at all";
    },
  );

  it("are in the total before they are written down, each once", async () => {
    lost.add(acme, 5_000);
    lost.add(other, 5_000);
    expect(await lost.total()).toBe(2);
    failing = "after it wrote";
    await expect(lost.acknowledge(acme, 1)).rejects.toThrow("connection lost");
    lost.add(acme, 6_000);
    expect(await lost.total()).toBe(3);
    failing = "not at all";
  });

  it("are in the log when the process stops and the store takes nothing", async () => {
    let log = "";
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    lost = start(never, pino({ level: "info" }, sink));
    lost.add(acme, 5_000);
    lost.add(other, 6_000);
    failing = "before it writes";
    await lost.close();
    expect(log).toContain("without writing down");
    expect(log).toContain('"count":2');
    failing = "not at all";
  });
});

describe("acknowledging", () => {
  it("forgets what was seen, also where it wasn't written down yet", async () => {
    lost.add(acme, 5_000);
    lost.add(other, 5_000);
    expect(await lost.acknowledge(acme, 1)).toBe(true);
    expect(await lost.of(acme)).toBeNull();
    expect(await lost.total()).toBe(1);
    await lost.close();
    expect(await written()).toEqual([]);
  });

  it.each([
    ["in the same millisecond", 5_000],
    ["by a clock that jumped back", 4_000],
    ["later", 5_001],
  ])("keeps everything when more was lost %s after the operator looked", async (_, at) => {
    lost.add(acme, 5_000);
    const shown = await lost.of(acme);
    lost.add(acme, at);
    expect(await lost.acknowledge(acme, shown?.count ?? 0)).toBe(false);
    expect(await lost.of(acme)).toMatchObject({ count: 2 });
    expect(await lost.acknowledge(acme, 2)).toBe(true);
    expect(await lost.of(acme)).toBeNull();
  });

  it("is refused while the store takes no writes, and nothing is forgotten", async () => {
    lost.add(acme, 5_000);
    failing = "before it writes";
    await expect(lost.acknowledge(acme, 1)).rejects.toThrow("connection lost");
    expect(await lost.of(acme)).toMatchObject({ count: 1 });
    failing = "not at all";
  });
});
