import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NotStored } from "@/lib/domain/not-stored";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { acme } from "./new-event";

const other = { cluster: "default", accountId: "c".repeat(32) };
const staging = { cluster: "staging", accountId: acme.accountId };
const first: NotStored = { count: 2, firstAt: 1_000, lastAt: 3_000 };

/** A place for one database: `open` opens the same one each time. */
interface Place {
  open(): Promise<OpenedEventStore>;
  remove(): void | Promise<void>;
}

/** What every store promises of what was lost. */
export function describeNotStored(engine: string, makePlace: () => Place | Promise<Place>): void {
  describe(`what was lost, on ${engine}`, () => {
    let place: Place;
    let opened: OpenedEventStore;
    beforeEach(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterEach(async () => {
      await opened.close();
      await place.remove();
    });

    const add = (reporter: string, number: number, loss: NotStored, scope = acme) =>
      opened.notStoredStore.add({ reporter, number, losses: [{ scope, ...loss }] });

    const total = (reporter = "r1") => opened.notStoredStore.total(reporter);

    it("is nothing at first", async () => {
      expect(await opened.notStoredStore.of(acme)).toEqual([]);
      expect(await total()).toEqual({ count: 0, batch: 0 });
      expect(await opened.notStoredStore.forget(acme, 1)).toBe(false);
    });

    it("adds up, from the first time to the last, whichever order they come in", async () => {
      await add("r1", 1, first);
      await add("r1", 2, { count: 3, firstAt: 500, lastAt: 800 });
      await add("r1", 5, { count: 1, firstAt: 9_000, lastAt: 9_000 });
      expect(await opened.notStoredStore.of(acme)).toEqual([
        { reporter: "r1", batch: 5, count: 6, firstAt: 500, lastAt: 9_000 },
      ]);
    });

    it("counts a batch once that is given twice", async () => {
      await add("r1", 1, first);
      await add("r1", 1, first);
      await add("r1", 2, first);
      await add("r1", 1, first);
      expect(await opened.notStoredStore.of(acme)).toMatchObject([{ batch: 2, count: 4 }]);
    });

    it("is told apart by account and cluster, and by who reported it", async () => {
      await add("r1", 1, first);
      await add("r2", 1, { ...first, count: 10 });
      await add("r1", 1, { ...first, count: 100 }, other);
      await add("r1", 1, { ...first, count: 1_000 }, staging);
      const counts = async (scope: typeof acme) =>
        (await opened.notStoredStore.of(scope)).map(({ count }) => count).sort((a, b) => a - b);
      expect(await counts(acme)).toEqual([2, 10]);
      expect(await counts(other)).toEqual([100]);
      expect(await counts(staging)).toEqual([1_000]);
      expect(await total()).toEqual({ count: 1_112, batch: 1 });
    });

    it("takes the losses of many accounts at once", async () => {
      const losses = Array.from({ length: 2_500 }, (_, number) => ({
        scope: { cluster: "default", accountId: String(number) },
        ...first,
      }));
      await opened.notStoredStore.add({ reporter: "r1", number: 1, losses });
      expect(await total()).toEqual({ count: 5_000, batch: 1 });
    });

    it("is still there after the store was closed, and seen by who else has it open", async () => {
      await add("r1", 1, first);
      const second = await place.open();
      expect(await second.notStoredStore.of(acme)).toMatchObject([{ count: 2 }]);
      await second.close();
      await opened.close();
      opened = await place.open();
      expect(await opened.notStoredStore.of(acme)).toMatchObject([first]);
    });

    it("is forgotten when it is as much as was seen, of that account only", async () => {
      await add("r1", 1, first);
      await add("r2", 1, { count: 7, firstAt: 2_000, lastAt: 3_001 });
      await add("r3", 4, first, other);
      expect(await total("r3")).toEqual({ count: 11, batch: 4 });
      expect(await total("r4")).toEqual({ count: 11, batch: 0 });
      expect(await opened.notStoredStore.forget(acme, 9)).toBe(true);
      expect(await opened.notStoredStore.of(acme)).toEqual([]);
      expect(await opened.notStoredStore.of(other)).toHaveLength(1);
      await add("r1", 2, { count: 1, firstAt: 4_000, lastAt: 4_000 });
      expect(await total()).toEqual({ count: 3, batch: 2 });
    });

    it("stays whole when it is more or less than was seen, whatever the clocks say", async () => {
      await add("r1", 1, first);
      await add("r1", 2, { count: 1, firstAt: 500, lastAt: 500 });
      await add("r2", 1, { count: 1, firstAt: 3_000, lastAt: 3_000 });
      for (const seen of [1, 2, 3, 5]) {
        expect(await opened.notStoredStore.forget(acme, seen)).toBe(false);
      }
      expect(await total()).toEqual({ count: 4, batch: 2 });
    });

    it("has nothing waiting when nothing is stored", async () => {
      expect(opened.load()).toMatchObject({ queuedEvents: 0, queuedBytes: 0 });
      const free = await opened.freeDiskBytes();
      expect(free === null || free > 0).toBe(true);
    });
  });
}
