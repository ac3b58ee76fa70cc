import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RetentionSettings } from "@/lib/config/env";
import { pruneEvents } from "@/lib/retention/prune-events";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { acme, newEvent } from "./new-event";

const dayMs = 86_400_000;
const unlimited = { days: null, maxEvents: null, maxBytes: null, minFreeBytes: null };
const today = 20_000;
const midnight = today * dayMs;
const sub = { cluster: "default", accountId: "c".repeat(32) };

/** What retention promises on every engine: the oldest go first, and what went is said. */
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
      // Two a day, of two accounts; the oldest ten days ago.
      for (let day = today - 10; day <= today; day += 1) {
        for (const scope of [acme, sub]) {
          const changes = { scope, receivedAt: day * dayMs + 1_000 };
          await opened.eventStore.append(newEvent({ id: `d${day - today}` }, changes));
        }
      }
    });
    afterEach(async () => {
      await opened.close();
      await place.remove();
    });

    const { signal } = new AbortController();
    const prune = (limits: Partial<RetentionSettings>, now = midnight) =>
      pruneEvents({
        eventStore: opened.eventStore,
        settings: { ...unlimited, ...limits },
        signal,
        now: () => now,
      });

    async function left(scope = acme): Promise<unknown[]> {
      const { items } = await opened.eventStore.search(scope, {}, { limit: 200 });
      return items.map(({ facts }) => facts.id);
    }

    it("drops nothing without a limit, nor within one", async () => {
      expect(await prune({})).toBe(0);
      expect(await prune({ days: 11, maxEvents: 22, maxBytes: 1e9 })).toBe(0);
      expect(await left()).toHaveLength(11);
      expect((await opened.eventStore.stats(acme)).horizon.droppedBefore).toBeNull();
    });

    it("drops what is older than allowed, of all accounts, and says up to when", async () => {
      expect(await prune({ days: 3 })).toBe(14);
      for (const scope of [acme, sub])
        expect(await left(scope)).toEqual(["d0", "d-1", "d-2", "d-3"]);
      const { horizon } = await opened.eventStore.stats(acme);
      expect(horizon).toMatchObject({ droppedEvents: 14, droppedAt: midnight, reason: "age" });
      // All that is left came later, all that went came before.
      expect(horizon.droppedBefore).toBeGreaterThan((today - 4) * dayMs + 1_000);
      expect(horizon.droppedBefore).toBeLessThanOrEqual((today - 3) * dayMs + 1_000);
      const page = await opened.eventStore.search(acme, {}, { limit: 1 });
      expect(page.horizon).toEqual({ droppedBefore: horizon.droppedBefore });
    });

    it("keeps the newest by count, and counts right the next time too", async () => {
      expect(await prune({ maxEvents: 6 })).toBe(16);
      expect(await left()).toEqual(["d0", "d-1", "d-2"]);
      expect((await opened.eventStore.stats(acme)).horizon.reason).toBe("count");
      expect(await prune({ maxEvents: 6 })).toBe(0);
      expect(await prune({ maxEvents: 4 })).toBe(2);
      expect(await left()).toEqual(["d0", "d-1"]);
    });

    it("drops the oldest while there are more bytes than allowed", async () => {
      const dropped = await prune({ maxBytes: 1 });
      expect(dropped).toBeGreaterThanOrEqual(20);
      expect((await opened.eventStore.stats(acme)).horizon.reason).toBe("bytes");
    });

    it("goes on giving sequences where it was, even if all are gone", async () => {
      await prune({ days: 1 }, midnight + 100 * dayMs);
      expect(await left()).toEqual([]);
      const { summary } = await opened.eventStore.append(newEvent({ id: "new" }));
      expect(summary.sequence).toBe(23);
    });

    it("never says that more is gone than can be, though a clock once ran ahead", async () => {
      const ahead = { receivedAt: midnight + 5 * 365 * dayMs };
      await opened.eventStore.append(newEvent({ id: "ahead" }, ahead));
      await opened.eventStore.append(newEvent({ id: "last" }, { receivedAt: midnight }));
      await prune({ maxEvents: 1 });
      const { droppedBefore } = (await opened.eventStore.stats(acme)).horizon;
      expect(droppedBefore).toBeGreaterThan((today - 1) * dayMs);
      expect(droppedBefore).toBeLessThanOrEqual(midnight);
    });

    it("finds by text what is left, and not what is gone", async () => {
      await prune({ days: 3 });
      const found = async (q: string) =>
        (await opened.eventStore.search(acme, { q }, { limit: 10 })).items.length;
      expect(await found("d-2")).toBe(1);
      expect(await found("d-9")).toBe(0);
    });

    it("is done once when two processes do it at once", async () => {
      const second = await place.open();
      const run = (store: StoreUnderTest) =>
        pruneEvents({
          eventStore: store.eventStore,
          settings: { ...unlimited, days: 3 },
          signal,
          now: () => midnight,
        });
      const dropped = await Promise.all([run(opened), run(second), run(opened)]);
      await second.close();
      expect(dropped.reduce((all, one) => all + one, 0)).toBe(14);
      expect((await opened.eventStore.stats(acme)).horizon.droppedEvents).toBe(14);
    });
  });
}
