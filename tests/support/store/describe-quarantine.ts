import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import { appendOne } from "./append-one";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { newEvent, newScope } from "./new-event";

/** What every store promises of events that repeat others, are in quarantine or come from elsewhere, and of keys. */
export function describeQuarantine(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`marks and quarantine on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;
    let acme: AccountScope;
    let stranger: AccountScope;
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
      stranger = newScope();
    });

    const append = (changes: Parameters<typeof newEvent>[1]) =>
      appendOne(opened.eventStore, newEvent({ id: "x" }, { scope: acme, ...changes }));
    async function idsOf(filter: { quarantined?: true }, scope = acme): Promise<string[]> {
      const { items } = await opened.eventStore.search(scope, filter, { limit: 50 });
      return items.map(({ id }) => id);
    }

    it("keeps what an event repeats and how its kind was decided", async () => {
      const { summary: first } = await append({});
      const classification = {
        ...newEvent({}).classification,
        kind: "object" as const,
        decidedBy: "webhook" as const,
      };
      const { summary } = await append({ repeatOf: first.id, classification });
      expect(await opened.eventStore.get(acme, summary.id)).toMatchObject({
        repeatOf: first.id,
        decidedBy: "webhook",
        quarantine: null,
      });
    });

    it("keeps where an event comes from when no webhook sent it", async () => {
      const { summary } = await append({ origin: "callflow", webhookId: null });
      expect(summary).toMatchObject({ origin: "callflow", webhookId: null });
      expect((await opened.eventStore.get(acme, summary.id))?.origin).toBe("callflow");
      expect((await append({})).summary.origin).toBeNull();
    });

    it("shows what is in quarantine only when it is asked for, and counts it", async () => {
      const { summary: normal } = await append({});
      const { summary: apart } = await append({ quarantine: "foreign_webhook" });
      await append({ quarantine: "unknown_webhook", scope: stranger });
      expect(await idsOf({})).toEqual([normal.id]);
      expect(await idsOf({ quarantined: true })).toEqual([apart.id]);
      expect(await opened.eventStore.since(acme, 0, 10)).toHaveLength(2);
      expect(await opened.eventStore.countQuarantined(acme)).toBe(1);
      expect(apart.quarantine).toBe("foreign_webhook");
    });

    it("removes a receiver key for its own account only", async () => {
      const store = opened.receiverKeyStore;
      const key = {
        id: "k1",
        scope: acme,
        name: "CRM",
        key: "secret-part",
        createdAt: 1_700_000_000_000,
        lastUsedAt: null,
      };
      await store.insert(key);
      await store.remove(stranger, "k1");
      expect(await store.all()).toEqual([key]);
      await store.remove(acme, "k1");
      expect(await store.all()).toEqual([]);
    });
  });
}
