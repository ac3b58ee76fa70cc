import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { EventDetail, Payload } from "@/lib/domain/event";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { EventDetailPageRequest, EventStore } from "@/lib/store/store";
import { appendOne } from "./append-one";
import type { StorePlace, StoreUnderTest } from "./describe-event-store";
import { newEvent, newScope } from "./new-event";

const anySize = { limit: 200, limitBytes: 1_000_000 };

/** What reading whole events in pages promises, run over a driver. */
export function describeEventExport(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`whole events in pages on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;
    let store: EventStore;
    let acme: AccountScope;
    let subAccount: AccountScope;
    let staging: AccountScope;

    beforeAll(async () => {
      place = await makePlace();
      opened = await place.open();
      store = opened.eventStore;
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(() => {
      acme = newScope();
      subAccount = newScope();
      staging = { ...acme, cluster: "staging" };
    });

    const append = (payload: Payload, changes = {}) =>
      appendOne(store, newEvent(payload, { scope: acme, ...changes }));
    const idsOf = (events: readonly EventDetail[]) => events.map(({ facts }) => facts.id);

    /** The ids on each page, read one behind the other; `between` runs after each. */
    async function pages(
      filter: EventFilter,
      size: Omit<EventDetailPageRequest, "cursor">,
      between = async (): Promise<unknown> => undefined,
    ): Promise<unknown[][]> {
      const seen: unknown[][] = [];
      let cursor: string | undefined;
      do {
        const page = await store.searchDetails(acme, filter, { cursor, ...size });
        seen.push(idsOf(page.items));
        cursor = page.nextCursor ?? undefined;
        await between();
      } while (cursor);
      return seen;
    }

    it("gives each event as it is read by its id, newest first", async () => {
      const first = await append(
        { id: "e1", nested: { list: [1, null] }, text: "Zoë \u0000 😀" },
        { body: Buffer.from([0, 255, 13, 10]), query: "a=\u00ff", headers: [["X-Twice", "1"]] },
      );
      const problem = { code: "invalid_json" as const, message: "The body is not valid JSON." };
      const second = await append(null, { problem, body: Buffer.alloc(0), webhookId: null });
      const { items, nextCursor } = await store.searchDetails(acme, {}, anySize);
      expect(items).toEqual([
        await store.get(acme, second.summary.id),
        await store.get(acme, first.summary.id),
      ]);
      expect(nextCursor).toBeNull();
    });

    it.each<EventFilter>([
      {},
      { kind: "object" },
      { trigger: "channel_create" },
      { type: "user", action: "doc_deleted" },
      { callId: "call-1" },
      { webhookId: "hook-2" },
      { from: 2_000, to: 4_000 },
      { q: "hello" },
      { q: "415 555 0100", to: 4_000 },
      { q: "nothing of the kind" },
      { quarantined: true },
    ])("has for %j what a list of it has", async (filter) => {
      const at = (receivedAt: number, webhookId = "hook-1") => ({ receivedAt, webhookId });
      await append({ id: "e1", type: "user", action: "doc_deleted" }, at(1_000));
      await append({ id: "e2", hook_event: "channel_create", call_id: "call-1" }, at(2_000));
      await append({ id: "e3", hook_event: "channel_create", to: "+14155550100" }, at(3_000));
      const sms = { id: "e4", type: "sms", from: "1", to: "2", body: "Hello there" };
      await append(sms, at(4_000, "hook-2"));
      await append({ id: "e5" }, { ...at(5_000), quarantine: "unknown_webhook" });
      const { items } = await store.search(acme, filter, { limit: 200 });
      expect((await pages(filter, anySize)).flat()).toEqual(items.map(({ facts }) => facts.id));
    });

    it("pages without gap or repetition and without what comes meanwhile", async () => {
      const early = Array.from({ length: 25 }, (_, number) => `p${number}`);
      for (const id of early) await append({ id, text: "page" });
      let late = 0;
      for (const filter of [{}, { q: "page" }, { kind: "unknown" as const }, { from: 1 }]) {
        const lateBefore = late;
        const seen = await pages(filter, { ...anySize, limit: 10 }, () => {
          late += 1;
          return append({ id: "late", text: "page" });
        });
        const ids = [...Array(lateBefore).fill("late"), ...early.toReversed()];
        expect(seen.flat()).toEqual(ids);
      }
      expect(late).toBeGreaterThan(8);
    });

    it("ends a page that is full, and the pages with it, where nothing follows", async () => {
      for (const id of ["a", "b", "c", "d"]) await append({ id });
      expect(await pages({}, { ...anySize, limit: 2 })).toEqual([
        ["d", "c"],
        ["b", "a"],
      ]);
      expect(await pages({ q: "nothing" }, anySize)).toEqual([[]]);
    });

    it("ends a page before its bodies grow too large together, but never before its first", async () => {
      for (const [id, bytes] of [
        ["a", 10],
        ["b", 400],
        ["c", 600],
        ["d", 5_000],
        ["e", 0],
        ["f", 1_000],
      ] as const) {
        await append({ id }, { body: Buffer.alloc(bytes, "x") });
      }
      expect(await pages({}, { limit: 200, limitBytes: 1_000 })).toEqual([
        ["f", "e"],
        ["d"],
        ["c", "b"],
        ["a"],
      ]);
    });

    it("counts what a GET carries in its query too", async () => {
      const get = { method: "GET", body: Buffer.alloc(0), query: "x".repeat(600) } as const;
      for (const id of ["a", "b", "c"]) await append({ id }, get);
      expect(await pages({}, { limit: 200, limitBytes: 1_200 })).toEqual([["c", "b"], ["a"]]);
    });

    it("shows an account nothing of another account, nor of the same id on another cluster", async () => {
      await append({ id: "ours" });
      await append({ id: "theirs" }, { scope: subAccount });
      await append({ id: "ours too" });
      expect(await pages({}, { ...anySize, limit: 1 })).toEqual([["ours too"], ["ours"]]);
      for (const filter of [{}, { q: "ours" }]) {
        expect((await store.searchDetails(staging, filter, anySize)).items).toEqual([]);
      }
      const { items } = await store.searchDetails(subAccount, {}, anySize);
      expect(idsOf(items)).toEqual(["theirs"]);
    });

    it("refuses a cursor that is none of its own", async () => {
      const reading = store.searchDetails(acme, {}, { ...anySize, cursor: "s1" });
      await expect(reading).rejects.toMatchObject({ code: "bad_cursor", status: 400 });
    });
  });
}
