import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { appendOne } from "./append-one";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { acme, newEvent } from "./new-event";

const perWriter = 20;

/** What holds when two processes have the same database open. */
export function describeSharedEventStore(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`two event stores on one ${engine}`, () => {
    let place: StorePlace;
    let stores: readonly StoreUnderTest[];

    beforeEach(async () => {
      place = await makePlace();
      // Opened at the same moment on an empty database: both want to make the tables.
      stores = await Promise.all([place.open(), place.open()]);
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
    });

    /** Sends again what was refused because the other store held the lock too long, as Kazoo does. */
    async function write(store: StoreUnderTest, payload = {}, triesLeft = 5): Promise<number> {
      try {
        return (await appendOne(store.eventStore, newEvent(payload))).summary.sequence;
      } catch (cause) {
        const busy = cause instanceof HooklineError && cause.code === "storage_unavailable";
        if (!busy || triesLeft === 0) throw cause;
        return write(store, payload, triesLeft - 1);
      }
    }

    it("show each what the other has written", async () => {
      for (const store of stores) await write(store, { text: "found" });
      for (const { eventStore } of stores) {
        const { items } = await eventStore.search(acme, { q: "found" }, { limit: 10 });
        expect(items.map(({ sequence }) => sequence)).toEqual([2, 1]);
      }
    });

    it("let no reader skip an event, however their commits overlap", async () => {
      const writing = Promise.all(
        stores.flatMap((store) =>
          Array.from({ length: 3 }, async () => {
            const own: number[] = [];
            for (let left = perWriter; left > 0; left -= 1) own.push(await write(store));
            return own;
          }),
        ),
      ).then((all) => all.flat().sort((a, b) => a - b));
      let over = false;
      const ended = writing.finally(() => {
        over = true;
      });

      /** Follows as a live stream does: never looks back behind what it has seen. */
      async function follow({ eventStore }: StoreUnderTest): Promise<number[]> {
        const seen: number[] = [];
        for (;;) {
          const isLastLook = over;
          const page = await eventStore.since(acme, seen.at(-1) ?? 0, 50);
          seen.push(...page.map(({ sequence }) => sequence));
          if (isLastLook && page.length === 0) return seen;
        }
      }
      const followed = await Promise.all(stores.map(follow));
      const written = await ended;
      expect(written).toHaveLength(6 * perWriter);
      for (const seen of followed) expect(seen).toEqual(written);
    });
  });
}
