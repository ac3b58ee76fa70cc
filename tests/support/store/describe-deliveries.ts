import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { NewEvent } from "@/lib/store/store";
import { appendOne } from "./append-one";
import { newEvent } from "./new-event";

/** A place for one database: `open` opens the same one each time. */
interface Place {
  open(): Promise<OpenedEventStore>;
  remove(): void | Promise<void>;
}

const hourMs = 3_600_000;
const start = 500_000 * hourMs;
const day = { from: start, to: start + 24 * hourMs };

/** What every store promises of the deliveries that Kazoo's attempts are held against. */
export function describeDeliveries(engine: string, makePlace: () => Place | Promise<Place>): void {
  describe(`deliveries on ${engine}`, () => {
    let place: Place;
    let opened: OpenedEventStore;
    let scope: AccountScope;
    let stranger: AccountScope;
    let accounts = 0;
    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(() => {
      accounts += 1;
      scope = { cluster: "default", accountId: `account-${accounts}` };
      stranger = { cluster: "default", accountId: `stranger-${accounts}` };
    });

    async function came(id: string, changes: Partial<NewEvent> = {}): Promise<string> {
      const event = newEvent({ id }, { scope, webhookId: "w1", receivedAt: start, ...changes });
      return (await appendOne(opened.eventStore, event)).summary.id;
    }
    const bodyOf = (id: string) => Buffer.from(JSON.stringify({ id }));
    const sent = (id: string, webhookId = "w1") => ({ webhookId, body: bodyOf(id) });
    const found = async (bodies: readonly ReturnType<typeof sent>[], of = scope, span = day) => {
      const deliveries = await opened.deliveryStore.withBodies(of, span, bodies);
      return deliveries.map(({ id, body }) => [body, id]).sort();
    };

    it("are found by their webhook and body, within the span", async () => {
      const first = await came("a");
      const again = await came("a", { receivedAt: start + 1_000, repeatOf: first });
      const second = await came("b", { receivedAt: start + 2_000 });
      await came("a", { webhookId: "w2" });
      await came("a", { receivedAt: start - 1 });
      await came("a", { receivedAt: day.to });
      const bodies = [sent("b"), sent("a"), sent("none")];
      expect(await found(bodies)).toEqual(
        [
          [0, second],
          [1, first],
          [1, again],
        ].sort(),
      );
      expect(await found([])).toEqual([]);
    });

    it("are the account's own", async () => {
      await came("a", { scope: stranger });
      await came("a", { scope: { ...scope, cluster: "staging" } });
      expect(await found([sent("a")])).toEqual([]);
      expect(await opened.deliveryStore.perHour(scope, day)).toEqual([]);
      expect(await opened.deliveryStore.page(scope, day, { limit: 10 })).toEqual([]);
      expect(await found([sent("a")], stranger)).toHaveLength(1);
    });

    it("are found among thousands of bodies", async () => {
      const id = await came("n4999");
      const bodies = Array.from({ length: 5_000 }, (_, n) => sent(`n${n}`));
      expect(await found(bodies)).toEqual([[4_999, id]]);
    });

    it("are counted by webhook and hour, without what is in quarantine, from elsewhere or recovered", async () => {
      await came("a");
      await came("b", { receivedAt: start + hourMs - 1 });
      await came("c", { receivedAt: start + hourMs });
      await came("d", { webhookId: "w2" });
      await came("e", { quarantine: "unknown_webhook" });
      await came("f", { webhookId: null, origin: "callflow" });
      await came("g", { origin: "recovered" });
      const counts = await opened.deliveryStore.perHour(scope, day);
      expect(
        [...counts].sort((a, b) => a.hour - b.hour || (a.webhookId < b.webhookId ? -1 : 1)),
      ).toEqual([
        { webhookId: "w1", hour: start, count: 2 },
        { webhookId: "w2", hour: start, count: 1 },
        { webhookId: "w1", hour: start + hourMs, count: 1 },
      ]);
      expect(await opened.deliveryStore.perHour(scope, day, "w2")).toEqual([
        { webhookId: "w2", hour: start, count: 1 },
      ]);
    });

    it("are paged by their time, each on one page", async () => {
      const ids: string[] = [];
      // Two each of a time, and stored in another order than they came.
      for (const at of [3, 1, 2, 3, 1, 2]) {
        ids.push(await came(`p${ids.length}`, { receivedAt: start + at }));
      }
      await came("x", { webhookId: "w2", receivedAt: start + 2 });
      await came("g", { origin: "recovered", receivedAt: start + 2 });
      const pages: string[][] = [];
      let before: { receivedAt: number; sequence: number } | undefined;
      for (;;) {
        const page = await opened.deliveryStore.page(scope, day, {
          webhookId: "w1",
          before,
          limit: 4,
        });
        before = page.at(-1);
        if (!before) break;
        pages.push(page.map(({ id }) => id));
      }
      const expected = [3, 0, 5, 2, 4, 1].map((n) => ids[n]);
      expect(pages.flat()).toEqual(expected);
      expect(pages.map(({ length }) => length)).toEqual([4, 2]);
    });

    it("are stored once under an id, also when two store them at the same time", async () => {
      const id = "019b1000-0000-7000-8000-000000000001";
      const event = (n: number, of = id) =>
        newEvent({ id: `o${n}` }, { scope, id: of, origin: "recovered", receivedAt: start });
      const results = await Promise.all(
        [1, 2, 3].map((n) => opened.eventStore.appendOnce([event(n), event(n, `${id}-${n}`)])),
      );
      const written = results.flat().map(({ summary }) => summary.id);
      expect(written.sort()).toEqual([id, `${id}-1`, `${id}-2`, `${id}-3`]);
      expect(await opened.eventStore.appendOnce([event(4)])).toEqual([]);
      const { items } = await opened.eventStore.search(scope, {}, { limit: 10 });
      expect(items).toHaveLength(4);
    });
  });
}
