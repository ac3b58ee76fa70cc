import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { newEvent, newScope } from "./new-event";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = 1_764_000_000_000;

/** A place for one database: `open` opens the same one each time. */
interface Place {
  open(): Promise<OpenedEventStore>;
  remove(): void | Promise<void>;
}

/** What every store promises of when deliveries of webhooks came. */
export function describeWebhookActivity(
  engine: string,
  makePlace: () => Place | Promise<Place>,
): void {
  describe(`the activity of webhooks on ${engine}`, () => {
    let place: Place;
    let opened: OpenedEventStore;
    let acme: AccountScope;
    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(() => {
      acme = newScope();
    });

    const came = (webhookId: string | null, agesMs: readonly number[], scope = acme) =>
      opened.eventStore.append(
        agesMs.map((ageMs) => newEvent({ id: "x" }, { webhookId, receivedAt: now - ageMs, scope })),
      );
    const activity = (...webhookIds: string[]) =>
      opened.webhookActivityStore.activity(acme, webhookIds, now);

    it("tells the last delivery and the count of each active hour, newest first", async () => {
      await came("w1", [2, 1, hourMs, hourMs + 1, 3 * hourMs, 3 * hourMs + 1]);
      expect(await activity("w1")).toEqual([
        {
          webhookId: "w1",
          lastReceivedAt: now - 1,
          hours: [
            { hoursAgo: 0, count: 3 },
            { hoursAgo: 1, count: 1 },
            { hoursAgo: 2, count: 1 },
            { hoursAgo: 3, count: 1 },
          ],
        },
      ]);
    });

    it("counts what comes at the asked time or later in the next answer only", async () => {
      await came("w1", [0, -1, -hourMs]);
      expect(await activity("w1")).toEqual([]);
      await came("w1", [5]);
      expect(await activity("w1")).toMatchObject([{ hours: [{ hoursAgo: 0, count: 1 }] }]);
    });

    it("looks back a week from the last delivery, however long ago that was", async () => {
      const last = 30 * dayMs;
      await came("w1", [last, last + 6 * dayMs, last + 7 * dayMs - 1, last + 7 * dayMs]);
      const [found] = await activity("w1");
      expect(found?.lastReceivedAt).toBe(now - last);
      expect(found?.hours.map(({ hoursAgo }) => hoursAgo)).toEqual([719, 863, 887]);
    });

    it("stops counting an hour at ten thousand, and at a thousand where it is over a day ago", async () => {
      const many = (count: number, ageMs: number) => Array.from({ length: count }, () => ageMs);
      await came("w1", [...many(10_001, 90), ...many(1_001, 2 * dayMs)]);
      expect(await activity("w1")).toMatchObject([
        { hours: [{ count: 10_000 }, { hoursAgo: 47, count: 1_000 }] },
      ]);
    });

    it("tells of the asked webhooks that have deliveries, and of no others", async () => {
      await came("w1", [1]);
      await came("w2", [2]);
      await came("w3", [3]);
      await came(null, [4]);
      const found = await activity("w3", "unknown", "w1");
      expect(found.map(({ webhookId }) => webhookId)).toEqual(["w1", "w3"]);
      expect(await activity()).toEqual([]);
    });

    it("never tells of another account or cluster, also under the same webhook id", async () => {
      await came("w1", [1], newScope());
      await came("w1", [1], { ...acme, cluster: "other" });
      expect(await activity("w1")).toEqual([]);
    });

    it("takes more webhooks than one statement does", async () => {
      await came("w4999", [1]);
      const ids = Array.from({ length: 5_000 }, (_, number) => `w${number}`);
      expect(await activity(...ids)).toMatchObject([{ webhookId: "w4999" }]);
    });
  });
}
