import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { ObservedWebhook } from "@/lib/store/webhooks/known-webhook-store";
import { appendOne } from "./append-one";
import { newEvent, newScope } from "./new-event";

const quarantine = "unknown_webhook";

/** A place for one database: `open` opens the same one each time. */
interface Place {
  open(): Promise<OpenedEventStore>;
  remove(): void | Promise<void>;
}

function webhook(id: string, state: ObservedWebhook["state"] = "active"): ObservedWebhook {
  return { id, name: `Webhook ${id}`, trigger: "object", state };
}

/** What every store promises of what it knows of accounts' webhooks. */
export function describeKnownWebhooks(
  engine: string,
  makePlace: () => Place | Promise<Place>,
): void {
  describe(`known webhooks on ${engine}`, () => {
    let place: Place;
    let opened: OpenedEventStore;
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

    const listed = (webhooks: readonly ObservedWebhook[], at: number, scope = acme) =>
      opened.knownWebhookStore.listed(scope, webhooks, at);
    const off = (scope = acme) => opened.knownWebhookStore.switchedOff(scope);
    const offIds = async () => (await off()).map(({ id }) => id);
    const waits = (webhookId: string, scope = acme) =>
      appendOne(opened.eventStore, newEvent({ id: "x" }, { quarantine, webhookId, scope }));
    const waiting = (scope = acme) => opened.eventStore.countQuarantined(scope);

    it("lets out what came under the ids of a list, of that account only", async () => {
      const { summary } = await waits("w1");
      await waits("w2");
      await waits("w1", stranger);
      expect(await listed([webhook("w1"), webhook("w3")], 1_000)).toEqual({ released: 1 });
      const { items } = await opened.eventStore.search(acme, {}, { limit: 10 });
      expect(items.map(({ id }) => id)).toEqual([summary.id]);
      expect(await waiting()).toBe(1);
      expect(await waiting(stranger)).toBe(1);
      expect(await listed([], 2_000)).toEqual({ released: 0 });
    });

    it("lets out what came under the id of a webhook that is created", async () => {
      await waits("w1");
      await waits("w2");
      expect(await opened.knownWebhookStore.saved(acme, webhook("w1"), 1_000)).toEqual({
        released: 1,
      });
      expect(await waiting()).toBe(1);
    });

    it("keeps apart what came under an id that is deleted", async () => {
      await listed([webhook("w1")], 1_000);
      await opened.knownWebhookStore.deleted(acme, "w1", 2_000);
      await waits("w1");
      expect(await listed([], 3_000)).toEqual({ released: 0 });
      expect(await waiting()).toBe(1);
    });

    it("takes a list of thousands", async () => {
      await waits("w2999");
      const many = Array.from({ length: 3_000 }, (_, n) => webhook(`w${n}`));
      expect(await listed(many, 1_000)).toEqual({ released: 1 });
    });

    it("tells by name, the deleted ones for a year more, of that account only", async () => {
      await listed([webhook("w1"), webhook("w2")], 1_000);
      await listed([webhook("w3")], 1_000, stranger);
      const names = (scope = acme) => opened.knownWebhookStore.names(scope);
      const named = (id: string, isDeleted: boolean) => ({ id, name: `Webhook ${id}`, isDeleted });
      expect(await names()).toEqual([named("w1", false), named("w2", false)]);
      await opened.knownWebhookStore.deleted(acme, "w1", 2_000);
      expect(await names()).toEqual([named("w1", true), named("w2", false)]);
      await listed([{ ...webhook("w2"), name: "Other" }], 2_000 + 366 * 86_400_000);
      expect(await names()).toEqual([{ ...named("w2", false), name: "Other" }, named("w1", true)]);
      await listed([webhook("w2")], 2_001 + 366 * 86_400_000);
      expect(await names()).toEqual([named("w2", false)]);
      expect(await names(stranger)).toEqual([named("w3", false)]);
    });

    it("tells which Kazoo switched off between two looks, until they are on again", async () => {
      await listed([webhook("w1"), webhook("w2"), webhook("w3", "auto-disabled")], 1_000);
      expect(await off()).toEqual([]);
      await listed([webhook("w1", "auto-disabled"), webhook("w2", "disabled")], 2_000);
      const expected = { id: "w1", name: "Webhook w1", lastSeenOnAt: 1_000, seenOffAt: 2_000 };
      expect(await off()).toEqual([expected]);
      await listed([webhook("w1", "auto-disabled")], 3_000);
      expect(await off()).toEqual([expected]);
      expect(await off(stranger)).toEqual([]);
      await listed([webhook("w1")], 4_000);
      expect(await off()).toEqual([]);
    });

    it("tells nothing of what somebody switched off by hand since", async () => {
      await listed([webhook("w1")], 1_000);
      await listed([webhook("w1", "auto-disabled")], 2_000);
      await opened.knownWebhookStore.saved(acme, webhook("w1", "disabled"), 3_000);
      await listed([webhook("w1", "auto-disabled")], 4_000);
      expect(await off()).toEqual([]);
    });

    it("tells no more of what was dismissed or deleted, and again of what is switched off again", async () => {
      const ids = ["w1", "w2", "w3"];
      await listed(
        ids.map((id) => webhook(id)),
        1_000,
      );
      await listed(
        ids.map((id) => webhook(id, "auto-disabled")),
        2_000,
      );
      await opened.knownWebhookStore.dismissSwitchedOff(acme, ["w1", "unknown"]);
      await opened.knownWebhookStore.dismissSwitchedOff(acme, []);
      await opened.knownWebhookStore.dismissSwitchedOff(stranger, ["w2"]);
      await opened.knownWebhookStore.deleted(acme, "w3", 3_000);
      expect(await offIds()).toEqual(["w2"]);
      await listed([webhook("w1", "auto-disabled"), webhook("w2", "auto-disabled")], 4_000);
      expect(await offIds()).toEqual(["w2"]);
      await listed([webhook("w1"), webhook("w2", "auto-disabled")], 5_000);
      await listed([webhook("w1", "auto-disabled"), webhook("w2", "auto-disabled")], 6_000);
      expect(await offIds()).toEqual(["w1", "w2"]);
    });

    it("lets an older list undo nothing that is known of a later time", async () => {
      await opened.knownWebhookStore.saved(acme, webhook("new"), 2_000);
      await listed([webhook("w1"), webhook("new")], 3_000);
      await opened.knownWebhookStore.deleted(acme, "w1", 4_000);
      await opened.knownWebhookStore.saved(acme, webhook("newer"), 4_500);
      // Asked for before w1 was deleted and before "newer" was created, answered after.
      await listed([webhook("w1"), webhook("new")], 3_500);
      await waits("w1");
      await waits("newer");
      expect(await listed([webhook("new"), webhook("newer")], 5_000)).toEqual({ released: 1 });
      // Asked for when "new" was still on.
      await listed([webhook("new", "auto-disabled"), webhook("newer")], 6_000);
      await listed([webhook("new"), webhook("newer")], 5_500);
      expect(await offIds()).toEqual(["new"]);
    });

    it("knows a webhook again that was missing from a list", async () => {
      await listed([webhook("w1")], 1_000);
      await listed([], 2_000);
      await waits("w1");
      expect(await listed([webhook("w1")], 3_000)).toEqual({ released: 1 });
    });

    it("shares all that with who else has the database open", async () => {
      const second = await place.open();
      await listed([webhook("w1")], 1_000);
      await second.knownWebhookStore.listed(acme, [webhook("w1", "auto-disabled")], 2_000);
      expect(await offIds()).toEqual(["w1"]);
      await second.close();
    });
  });
}
