import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { newScope } from "./new-event";

const first: NotStored = { count: 2, firstAt: 1_000, lastAt: 3_000 };

/** A place for one database: `open` opens the same one each time. */
interface Place {
  open(): Promise<OpenedEventStore>;
  remove(): void | Promise<void>;
}

/** What every store promises of what was answered 200 and is not stored. */
export function describeNotStored(engine: string, makePlace: () => Place | Promise<Place>): void {
  describe(`what is not stored, on ${engine}`, () => {
    let place: Place;
    let opened: OpenedEventStore;
    let acme: AccountScope;
    let other: AccountScope;
    let staging: AccountScope;
    let totalBefore: number;
    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(async () => {
      acme = newScope();
      other = newScope();
      staging = { ...acme, cluster: "staging" };
      totalBefore = await opened.notStoredStore.total();
    });

    const note = (reporter: string, counts: NotStored, scope = acme) =>
      opened.notStoredStore.note([{ reporter, scope, ...counts }]);
    const of = (scope = acme) => opened.notStoredStore.of(scope);
    /** Over all accounts, but those of the tests before. */
    const total = async () => (await opened.notStoredStore.total()) - totalBefore;
    const acknowledge = (count: number, scope = acme) =>
      opened.notStoredStore.acknowledge(scope, count);

    it("is nothing at first", async () => {
      expect(await of()).toBeNull();
      expect(await opened.notStoredStore.total()).toBe(0);
      expect(await acknowledge(1)).toBe(false);
      expect(await acknowledge(0)).toBe(false);
    });

    it("is what a reporter counted last, from its first time to its last", async () => {
      await note("r1", first);
      await note("r1", { count: 5, firstAt: 500, lastAt: 2_000 });
      await note("r1", { count: 6, firstAt: 800, lastAt: 9_000 });
      expect(await of()).toEqual({ count: 6, firstAt: 500, lastAt: 9_000 });
    });

    it("keeps the larger of two counts, whichever comes last", async () => {
      await note("r1", { count: 5, firstAt: 1_000, lastAt: 9_000 });
      await note("r1", first);
      await note("r1", { count: 5, firstAt: 0, lastAt: 10_000 });
      expect(await of()).toEqual({ count: 5, firstAt: 1_000, lastAt: 9_000 });
    });

    it("adds up over reporters, and is told apart by account and cluster", async () => {
      await note("r1", first);
      await note("r2", { count: 10, firstAt: 4_000, lastAt: 5_000 });
      await note("r1", { ...first, count: 100 }, other);
      await note("r1", { ...first, count: 1_000 }, staging);
      expect(await of()).toEqual({ count: 12, firstAt: 1_000, lastAt: 5_000 });
      expect(await of(other)).toEqual({ ...first, count: 100 });
      expect(await of(staging)).toEqual({ ...first, count: 1_000 });
      expect(await total()).toBe(1_112);
    });

    it("takes the counts of many accounts at once", async () => {
      const counts = Array.from({ length: 2_500 }, (_, number) => ({
        reporter: "r1",
        scope: { cluster: "default", accountId: String(number) },
        ...first,
      }));
      await opened.notStoredStore.note(counts);
      await opened.notStoredStore.note([]);
      expect(await total()).toBe(5_000);
    });

    it("is still there after the store was closed, and seen by who else has it open", async () => {
      await note("r1", first);
      const second = await place.open();
      expect(await second.notStoredStore.of(acme)).toEqual(first);
      await second.close();
      await opened.close();
      opened = await place.open();
      expect(await of()).toEqual(first);
    });

    it("is no longer told of once as much was acknowledged as there is, of that account", async () => {
      await note("r1", first);
      await note("r2", { count: 7, firstAt: 2_000, lastAt: 3_001 });
      await note("r3", first, other);
      expect(await acknowledge(9)).toBe(true);
      expect(await of()).toBeNull();
      expect(await of(other)).toEqual(first);
      expect(await total()).toBe(2);
      expect(await acknowledge(9)).toBe(false);
    });

    it("stays acknowledged when the reporter counts the same again, and tells what is added", async () => {
      await note("r1", first);
      await acknowledge(2);
      await note("r1", first);
      expect(await of()).toBeNull();
      await note("r1", { count: 5, firstAt: 1_000, lastAt: 8_000 });
      // The added ones came after the last that was acknowledged.
      expect(await of()).toEqual({ count: 3, firstAt: 3_000, lastAt: 8_000 });
      expect(await total()).toBe(3);
      expect(await acknowledge(5)).toBe(false);
      expect(await acknowledge(3)).toBe(true);
      expect(await total()).toBe(0);
    });

    it("stays whole when it is more or less than was seen", async () => {
      await note("r1", { ...first, count: 3 });
      await note("r2", { ...first, count: 1 });
      for (const seen of [0, 1, 2, 3, 5]) expect(await acknowledge(seen)).toBe(false);
      expect(await total()).toBe(4);
    });

    it("tells of the disk that it lies on, where that can be seen", async () => {
      const free = await opened.freeDiskBytes();
      expect(free === null || free > 0).toBe(true);
    });
  });
}
