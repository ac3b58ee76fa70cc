import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventFilter } from "@/lib/filter/event-filter";
import { appendOne } from "./append-one";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { acme, newEvent } from "./new-event";

const none = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
const call = { hook_event: "channel_create", call_id: "c-1" };
const user = { id: "u1", type: "user", action: "doc_deleted" };

/** What the counts over time promise, run over a driver. */
export function describeEventHistogram(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`the histogram on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;

    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
      const { eventStore } = opened;
      for (const [payload, receivedAt] of [
        [call, 999],
        [call, 1_000],
        [user, 1_001],
        [call, 1_099],
        [user, 1_100],
        [{ ...call, to: "+14155550100" }, 1_299],
        [call, 1_300],
      ] as const) {
        await appendOne(eventStore, newEvent(payload, { receivedAt }));
      }
      const apart = { quarantine: "unknown_webhook", receivedAt: 1_050 } as const;
      await appendOne(eventStore, newEvent(call, apart));
      await appendOne(eventStore, newEvent(call, { repeatOf: "first", receivedAt: 1_051 }));
      const scope = { ...acme, cluster: "other" };
      await appendOne(eventStore, newEvent(call, { scope, receivedAt: 1_052 }));
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });

    const histogram = (filter: EventFilter, most: number, from = 1_000, to = 1_300) =>
      opened.eventStore.histogram(acme, { ...filter, from, to }, most);

    it("counts each kind in each bucket, repeats once, what is in quarantine not at all", async () => {
      expect(await histogram({}, 3)).toEqual([
        { from: 1_000, to: 1_100, counts: { ...none, call: 2, object: 1 } },
        { from: 1_100, to: 1_200, counts: { ...none, object: 1 } },
        { from: 1_200, to: 1_300, counts: { ...none, call: 1 } },
      ]);
    });

    it.each<[EventFilter, number]>([
      [{ kind: "call" }, 3],
      [{ action: "doc_deleted" }, 2],
      [{ callId: "c-1", trigger: "channel_create" }, 3],
      [{ q: "415 555 0100" }, 1],
      [{ q: "nothing" }, 0],
      [{ quarantined: true }, 1],
    ])("counts only what %j lets through", async (filter, expected) => {
      const [bucket] = await histogram(filter, 1);
      const sum = Object.values(bucket?.counts ?? {}).reduce((all, one) => all + one, 0);
      expect(sum).toBe(expected);
    });

    it("covers the span without gap or overlap, whatever its length", async () => {
      for (const [from, to, most] of [
        [1_000, 1_007, 3],
        [1_000, 1_003, 200],
        [0, 86_400_000, 200],
        [0, 1_764_000_000_001, 7],
      ] as const) {
        const buckets = await histogram({}, most, from, to);
        expect(buckets.length).toBeLessThanOrEqual(most);
        expect(buckets[0]?.from).toBe(from);
        expect(buckets.at(-1)?.to).toBe(to);
        for (const [index, bucket] of buckets.slice(1).entries()) {
          expect(bucket.from).toBe(buckets[index]?.to);
        }
      }
    });
  });
}
