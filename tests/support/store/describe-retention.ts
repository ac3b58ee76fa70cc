import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RetentionSettings } from "@/lib/config/env";
import type { AccountScope } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import { pruneEvents } from "@/lib/retention/prune-events";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { acme, newEvent } from "./new-event";
import { appendMany, unlimited } from "./retained-events";

const dayMs = 86_400_000;
const today = 20_000;
const midnight = today * dayMs;
const sub = { cluster: "default", accountId: "c".repeat(32) };
const quiet = { cluster: "default", accountId: "d".repeat(32) };

/** What retention promises on every engine: who has most gives first, and what went is said. */
export function describeRetention(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`retention on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;

    beforeEach(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterEach(async () => {
      await opened.close();
      await place.remove();
    });

    const pruneIn = (store: StoreUnderTest, limits: Partial<RetentionSettings>, now = midnight) =>
      pruneEvents({
        eventStore: store.eventStore,
        settings: { ...unlimited, ...limits },
        signal: new AbortController().signal,
        paused: () => false,
        now: () => now,
      });
    const prune = (limits: Partial<RetentionSettings>, now = midnight) =>
      pruneIn(opened, limits, now);

    /** A step that finds the database locked for too long drops nothing, and is taken again. */
    function patient({ eventStore, ...store }: StoreUnderTest): StoreUnderTest {
      const prune: typeof eventStore.prune = (limits) =>
        eventStore.prune(limits).catch((cause) => {
          if (cause instanceof HooklineError && cause.code === "storage_unavailable") {
            return prune(limits);
          }
          throw cause;
        });
      return { ...store, eventStore: { ...eventStore, prune } };
    }

    /** So many of the account, numbered by `id`, a second after each other, the last just now. */
    async function fill(scope: AccountScope, count: number, body?: Buffer): Promise<void> {
      const events = Array.from({ length: count }, (_, number) =>
        newEvent(
          { id: number },
          { scope, receivedAt: midnight - (count - number) * 1_000, ...(body && { body }) },
        ),
      );
      await appendMany(opened.eventStore, events);
    }

    /** Two a day, of two accounts; the oldest ten days ago. */
    async function fillDays(): Promise<void> {
      const days = Array.from({ length: 11 }, (_, index) => index - 10);
      const events = days.flatMap((day) =>
        [acme, sub].map((scope) =>
          newEvent({ id: `d${day}` }, { scope, receivedAt: midnight + day * dayMs + 1_000 }),
        ),
      );
      await appendMany(opened.eventStore, events);
    }

    async function left(scope: AccountScope): Promise<unknown[]> {
      const { items } = await opened.eventStore.search(scope, {}, { limit: 200 });
      return items.map(({ facts }) => facts.id);
    }
    const count = async (scope: AccountScope) => (await opened.eventStore.stats(scope)).events;
    const counts = () => Promise.all([acme, sub, quiet].map(count));
    const horizon = async (scope: AccountScope) => {
      const page = await opened.eventStore.search(scope, {}, { limit: 1 });
      return page.horizon?.droppedBefore;
    };

    it("drops nothing without a limit, nor within one", async () => {
      await fillDays();
      expect(await prune({})).toBe(0);
      const all = { days: 11, maxEvents: 22, maxBytes: 1e9 };
      const each = { maxEventsPerAccount: 11, maxBytesPerAccount: 1e8 };
      expect(await prune({ ...all, ...each })).toBe(0);
      expect(await left(acme)).toHaveLength(11);
      expect(await horizon(acme)).toBeNull();
    });

    it("drops what is older than allowed, of all accounts, and says up to when", async () => {
      await fillDays();
      expect(await prune({ days: 3 })).toBe(14);
      for (const scope of [acme, sub])
        expect(await left(scope)).toEqual(["d0", "d-1", "d-2", "d-3"]);
      const { horizon: all } = await opened.eventStore.stats(acme);
      expect(all).toMatchObject({ droppedEvents: 14, droppedAt: midnight, reason: "age" });
      // All that is left came later, all that went came before.
      for (const scope of [acme, sub, quiet]) {
        const before = await horizon(scope);
        expect(before).toBe(all.droppedBefore);
        expect(before).toBeGreaterThan(midnight - 4 * dayMs + 1_000);
        expect(before).toBeLessThanOrEqual(midnight - 3 * dayMs + 1_000);
      }
    });

    it("takes nothing from a quiet account when a loud one has filled the store", async () => {
      await fill(quiet, 20);
      await fill(acme, 3_000);
      expect(await prune({ maxEvents: 1_000 })).toBe(2_020);
      expect(await counts()).toEqual([980, 0, 20]);
      expect((await opened.eventStore.stats(acme)).horizon.reason).toBe("count");
      expect((await left(acme)).slice(0, 2)).toEqual([2_999, 2_998]);
    });

    it("levels two large accounts, and keeps the newest of each", async () => {
      await fill(acme, 300);
      await fill(sub, 200);
      await fill(quiet, 5);
      expect(await prune({ maxEvents: 105 })).toBe(400);
      expect(await counts()).toEqual([50, 50, 5]);
      expect((await left(sub)).at(-1)).toBe(150);
      // It counts right the next time, too.
      expect(await prune({ maxEvents: 105 })).toBe(0);
      await fill(sub, 1);
      expect(await prune({ maxEvents: 105 })).toBe(1);
      expect(await counts()).toEqual([50, 50, 5]);
    });

    it("holds each account to its own number", async () => {
      await fill(acme, 700);
      await fill(sub, 30);
      expect(await prune({ maxEventsPerAccount: 100 })).toBe(600);
      expect(await counts()).toEqual([100, 30, 0]);
      expect(await prune({ maxEventsPerAccount: 10 })).toBe(110);
      expect(await counts()).toEqual([10, 10, 0]);
    });

    it("holds each account to its own bytes", async () => {
      await fill(acme, 40, Buffer.alloc(10_000));
      await fill(sub, 40);
      await prune({ maxBytesPerAccount: 200_000 });
      const [large, small] = await counts();
      expect(large).toBeGreaterThan(10);
      expect(large).toBeLessThan(20);
      expect(small).toBe(40);
      expect((await opened.eventStore.stats(acme)).horizon.reason).toBe("bytes");
    });

    it("takes bytes from who has most of them, be it with fewer events", async () => {
      await fill(acme, 150, Buffer.alloc(20_000));
      await fill(sub, 200);
      const dropped = await prune({ maxBytes: 2_000_000 });
      expect(dropped).toBeGreaterThan(30);
      expect(await counts()).toEqual([150 - dropped, 200, 0]);
      expect(await prune({ maxBytes: 1 })).toBe(350 - dropped);
      expect(await counts()).toEqual([0, 0, 0]);
    });

    it("says that older events are gone only to the account whose they were", async () => {
      await fill(sub, 10);
      await fill(acme, 10);
      await prune({ maxEventsPerAccount: 10, maxEvents: 18 });
      expect(await counts()).toEqual([9, 9, 0]);
      await prune({ maxEvents: 17 });
      expect((await horizon(acme)) ?? 0).toBeGreaterThan(midnight - 10_000);
      expect(await horizon(quiet)).toBeNull();
      await fill(quiet, 50);
      await prune({ maxEventsPerAccount: 49 });
      expect(await horizon(quiet)).toBe(midnight - 50_000 + 1);
      expect((await opened.eventStore.horizon()).droppedBefore).toBeNull();
      expect((await opened.eventStore.horizon()).droppedEvents).toBe(4);
    });

    it("goes on giving sequences where it was, even if all are gone", async () => {
      await fillDays();
      await prune({ days: 1 }, midnight + 100 * dayMs);
      expect(await left(acme)).toEqual([]);
      const [appended] = await opened.eventStore.append([newEvent({ id: "new" })]);
      expect(appended?.summary.sequence).toBe(23);
    });

    it("never says that more is gone than can be, though a clock once ran ahead", async () => {
      const ahead = { receivedAt: midnight + 5 * 365 * dayMs };
      await opened.eventStore.append([newEvent({ id: "ahead" }, ahead)]);
      await opened.eventStore.append([newEvent({ id: "last" }, { receivedAt: midnight })]);
      await prune({ maxEventsPerAccount: 0 });
      expect(await left(acme)).toEqual([]);
      expect(await horizon(acme)).toBe(midnight);
    });

    it("finds by text what is left, and not what is gone", async () => {
      await fillDays();
      await prune({ days: 3 });
      const found = async (q: string) =>
        (await opened.eventStore.search(acme, { q }, { limit: 10 })).items.length;
      expect(await found("d-2")).toBe(1);
      expect(await found("d-9")).toBe(0);
    });

    it("goes in short steps, and stops between two of them when it is paused", async () => {
      await fill(acme, 1_500);
      const limits = { ...unlimited, olderThan: null, maxEvents: 1, now: midnight };
      const { dropped, more } = await opened.eventStore.prune(limits);
      expect(dropped).toBeGreaterThan(0);
      expect(dropped).toBeLessThanOrEqual(500);
      expect(more).toBe(true);
      const paused = [false, true];
      const run = {
        eventStore: opened.eventStore,
        settings: { ...unlimited, maxEvents: 1 },
        signal: new AbortController().signal,
        paused: () => paused.shift() ?? true,
      };
      const next = await pruneEvents(run);
      expect(next).toBeGreaterThan(0);
      expect(await pruneEvents(run)).toBe(0);
      expect(await count(acme)).toBe(1_500 - dropped - next);
    });

    it.each([
      ["age", { days: 3 }, 14],
      ["number", { maxEvents: 6 }, 16],
    ])("is done once, by %s, when two processes do it at once", async (_, limits, expected) => {
      await fillDays();
      const second = await place.open();
      const dropped = await Promise.all(
        [opened, second, opened].map((one) => pruneIn(patient(one), limits)),
      );
      await second.close();
      expect(dropped.reduce((all, one) => all + one, 0)).toBe(expected);
      expect((await opened.eventStore.horizon()).droppedEvents).toBe(expected);
      expect(await count(acme)).toBe((22 - expected) / 2);
    });
  });
}
