import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { EventDetail, EventSummary, Payload } from "@/lib/domain/event";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { AppendedEvent, EventStore, ReceiverKeyStore } from "@/lib/store/store";
import { appendOne } from "./append-one";
import { newEvent } from "./new-event";

export interface StoreUnderTest {
  readonly eventStore: EventStore;
  readonly receiverKeyStore: ReceiverKeyStore;
  close(): Promise<void>;
}

/** A place for one database: `open` opens the same one each time. */
export interface StorePlace {
  open(): Promise<StoreUnderTest>;
  remove(): void | Promise<void>;
}

const everything = { limit: 200 };

/** What every event store promises, run over a driver. Each test has an account of its own. */
export function describeEventStore(
  engine: string,
  makePlace: () => StorePlace | Promise<StorePlace>,
): void {
  describe(`the event store on ${engine}`, () => {
    let place: StorePlace;
    let opened: StoreUnderTest;
    let store: EventStore;
    let scope: AccountScope;
    let subAccount: AccountScope;
    let staging: AccountScope;
    let accounts = 0;

    async function open(): Promise<void> {
      opened = await place.open();
      store = opened.eventStore;
    }
    beforeAll(async () => {
      place = await makePlace();
      await open();
    });
    afterAll(async () => {
      await opened.close();
      await place.remove();
    });
    beforeEach(() => {
      accounts += 1;
      scope = { cluster: "default", accountId: `account-${accounts}` };
      subAccount = { cluster: "default", accountId: `sub-account-${accounts}` };
      staging = { ...scope, cluster: "staging" };
    });

    const append = (payload: Payload, changes = {}): Promise<AppendedEvent> =>
      appendOne(store, newEvent(payload, { scope, ...changes }));
    const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
    const sequences = (events: readonly EventSummary[]) => events.map(({ sequence }) => sequence);

    async function found(filter: EventFilter, of = scope): Promise<unknown[]> {
      const { items } = await store.search(of, filter, everything);
      return items.map(({ facts }) => facts.id);
    }

    it("gives back what was appended, byte for byte", async () => {
      const body = Buffer.from([0, 255, 10, 13, 128, 0]);
      const payload = {
        id: "u1",
        type: "user",
        action: "doc_deleted",
        nested: { list: [1, null] },
      };
      const { summary, ...appended } = await append(payload, {
        body,
        query: "grüße=\u00ff &a b",
        headers: [
          ["X-Hook-ID", "abc"],
          ["x-twice", "1"],
          ["x-twice", "2"],
        ],
      });
      expect(appended.scope).toEqual(scope);
      const detail = await store.get(scope, summary.id);
      expect(detail).toEqual<EventDetail>({
        ...summary,
        payload,
        query: "grüße=\u00ff &a b",
        headers: [
          ["X-Hook-ID", "abc"],
          ["x-twice", "1"],
          ["x-twice", "2"],
        ],
        bodyBase64: body.toString("base64"),
      });
      expect(await store.since(scope, 0, 10)).toEqual([summary]);
      expect((await store.search(scope, {}, everything)).items).toEqual([summary]);
    });

    it("keeps an event that could not be decoded, with the problem", async () => {
      const problem = { code: "invalid_json" as const, message: "The body is not valid JSON." };
      const { summary } = await append(null, { problem, body: Buffer.from("{"), webhookId: null });
      expect(summary.problem).toEqual(problem);
      expect(await store.get(scope, summary.id)).toMatchObject({ payload: null, problem });
    });

    it("keeps every name and text a payload can hold", async () => {
      const payload: Payload = JSON.parse(
        '{"__proto__":"x","constructor":{"a":1},"nul":"a\\u0000b","half":"\\ud800","e":"😀","":""}',
      );
      const { summary } = await append(payload, { query: "'; drop table event; --" });
      const detail = await store.get(scope, summary.id);
      expect(JSON.stringify(detail?.payload)).toBe(JSON.stringify(payload));
    });

    it("keeps an event whose names hold what a database's text can't", async () => {
      const callId = "call\u0000\ud800";
      const payload = { hook_event: "channel_create", call_id: callId, id: "\u0000\udfff" };
      const { summary } = await append(payload);
      expect(await store.get(scope, summary.id)).toMatchObject({ payload });
      expect(await store.since(scope, 0, 10)).toMatchObject([{ facts: summary.facts }]);
      // Filters ask for what a summary shows.
      expect(await found({ callId: summary.callId ?? "" })).toEqual([payload.id]);
    });

    it("never puts a secret into a summary or into the search", async () => {
      const payload = { id: "u9", password: "opensesame", account_api_key: "keykeykey" };
      const { summary } = await append(payload);
      expect(JSON.stringify(summary)).not.toMatch(/opensesame|keykeykey/);
      expect(await found({ q: "opensesame" })).toEqual([]);
      expect(await found({ q: "u9" })).toEqual(["u9"]);
    });

    it.each<[EventFilter, string[]]>([
      [{}, ["e5", "e4", "e3", "e2", "e1"]],
      [{ kind: "object" }, ["e5", "e1"]],
      [{ trigger: "channel_create" }, ["e3"]],
      [{ type: "user" }, ["e1"]],
      [{ type: "voicemail_new" }, ["e2"]],
      [{ action: "doc_edited" }, ["e5"]],
      [{ callId: "call-1" }, ["e3", "e2"]],
      [{ webhookId: "hook-2" }, ["e4"]],
      [{ from: 2_000 }, ["e5", "e4", "e3", "e2"]],
      [{ to: 2_000 }, ["e1"]],
      [{ from: 2_000, to: 4_000 }, ["e3", "e2"]],
      [{ kind: "object", action: "doc_edited", from: 1, to: 9_000 }, ["e5"]],
      [{ kind: "object", callId: "call-1" }, []],
      [{ q: "hello", kind: "message" }, ["e4"]],
      [{ q: "hello", from: 9_000 }, []],
    ])("filters by %j", async (filter, expected) => {
      const at = (receivedAt: number, webhookId = "hook-1") => ({ receivedAt, webhookId });
      await append({ id: "e1", type: "user", action: "doc_deleted" }, at(1_000));
      const voicemail = { event_category: "notification", event_name: "voicemail_new" };
      await append({ id: "e2", ...voicemail, call_id: "call-1" }, at(2_000));
      await append({ id: "e3", hook_event: "channel_create", call_id: "call-1" }, at(3_000));
      const sms = { type: "sms", from: "1", to: "2", body: "Hello there" };
      await append({ id: "e4", ...sms }, at(4_000, "hook-2"));
      await append({ id: "e5", type: "device", action: "doc_edited" }, at(5_000));
      expect(await found(filter)).toEqual(expected);
    });

    it.each([
      "+1 415-555-0100",
      "14155550100",
      "0014155550100",
      "4155550100",
      "5550100",
      "sip:+14155550100@pbx.example",
      "(415) 555-0100",
      "415555",
    ])("finds a phone number written as %s", async (q) => {
      for (const [id, to] of [
        ["n1", "+14155550100"],
        ["n2", "+1 415-555-0100"],
        ["n3", "sip:14155550100@10.0.0.1"],
        ["n4", "(415) 555-0100"],
        ["other", "+14155550199"],
      ]) {
        await append({ id: id ?? "", to: to ?? "" });
      }
      const exact = (await found({ q })).filter((id) => id !== "other");
      expect(exact).toEqual(["n4", "n3", "n2", "n1"]);
      if (q !== "415555") expect(await found({ q })).not.toContain("other");
    });

    it("finds words by their beginning, in any case and accent, all of them", async () => {
      await append({ id: "w1", name: "Zoë Müller", nested: [{ city: "São Paulo" }], n: 4711 });
      await append({ id: "w2", name: "Anna Müller", call: "call-1234@10.0.0.1", n: true });
      expect(await found({ q: "mull" })).toEqual(["w2", "w1"]);
      expect(await found({ q: "ZOE paulo" })).toEqual(["w1"]);
      expect(await found({ q: "4711" })).toEqual(["w1"]);
      expect(await found({ q: "call-1234@10.0.0.1" })).toEqual(["w2"]);
      expect(await found({ q: "zoe anna" })).toEqual([]);
    });

    it.each([
      '"',
      '""',
      "'",
      "*",
      "foo AND",
      "NOT foo",
      "scope:s1",
      "a:b",
      "{content_text}:x",
      "NEAR(a b)",
      "(",
      ")) OR ((",
      "foo\u0000bar",
      "+++",
      "😀",
      "%_\\",
      "-foo",
      "^foo",
      "\ud800",
      "x ".repeat(100),
      "1".repeat(200),
    ])("takes %j as text to look for", async (q) => {
      await append({ id: "other", text: "nothing of the kind" });
      expect(await found({ q })).toEqual([]);
    });

    it("shows an account nothing of another account, nor of the same id on another cluster", async () => {
      const payload = { id: "secret", type: "user", action: "doc_deleted", to: "+14155550100" };
      const { summary } = await append(payload);
      for (const other of [subAccount, staging, { cluster: "", accountId: "" }]) {
        expect(await store.get(other, summary.id)).toBeNull();
        expect(await store.since(other, 0, 100)).toEqual([]);
        for (const filter of [{}, { q: "secret" }, { q: "4155550100" }, { type: "user" }]) {
          const page = await store.search(other, filter, everything);
          expect(page).toMatchObject({ items: [], nextCursor: null, lastSequence: 0 });
        }
        expect(await store.stats(other)).toMatchObject({ events: 0, bytes: 0, lastSequence: 0 });
      }
      await append({ id: "theirs" }, { scope: subAccount });
      expect(await found({}, subAccount)).toEqual(["theirs"]);
      expect(await found({ q: "secret" }, subAccount)).toEqual([]);
      expect(await found({})).toEqual(["secret"]);
    });

    it("pages newest first without gap or repetition while events keep coming", async () => {
      for (const number of numbers(25)) await append({ id: `p${number}`, text: "page" });
      for (const filter of [{}, { q: "page" }, { kind: "unknown" as const }]) {
        const seen: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.search(scope, filter, { cursor, limit: 10 });
          seen.push(...page.items.map(({ facts }) => facts.id));
          cursor = page.nextCursor ?? undefined;
          await append({ id: "late", text: "page" });
        } while (cursor);
        const old = seen.filter((id) => id !== "late");
        expect(old).toEqual(numbers(25).map((number) => `p${24 - number}`));
        expect(new Set(old).size).toBe(25);
      }
    });

    it("ends a list that fills its last page exactly", async () => {
      for (const number of numbers(4)) await append({ id: `p${number}` });
      const first = await store.search(scope, {}, { limit: 2 });
      const second = await store.search(scope, {}, { limit: 2, cursor: first.nextCursor ?? "" });
      expect(first.nextCursor).not.toBeNull();
      expect(second.nextCursor).toBeNull();
      expect(second.lastSequence).toBe(first.items[0]?.sequence);
    });

    it.each(["", "x", "czEg", "s1", "' or 1=1", Buffer.from("s-1").toString("base64url")])(
      "refuses the cursor %j",
      async (cursor) => {
        const search = store.search(scope, {}, { cursor, limit: 1 });
        const failure = await search.catch((cause: unknown) => cause);
        expect(failure).toBeInstanceOf(HooklineError);
        expect(failure).toMatchObject({ code: "bad_cursor", status: 400 });
      },
    );

    it("stores all events of an append or none", async () => {
      const events = numbers(3).map((number) => newEvent({ number }, { scope }));
      // No column takes that.
      const broken = newEvent({ number: 3 }, { scope, receivedAt: Number.NaN });
      await expect(store.append([...events, broken])).rejects.toThrow();
      expect(await store.since(scope, 0, 10)).toEqual([]);
      expect(await store.append([])).toEqual([]);
      expect(await store.append(events)).toHaveLength(3);
    });

    it("numbers parallel appends uniquely, in the order in which they resolve", async () => {
      const resolved: number[] = [];
      const scopes = [scope, subAccount, staging];
      await Promise.all(
        numbers(60).map(async (number) => {
          const events = scopes.map((of) => newEvent({ id: `c${number}` }, { scope: of }));
          const appended = await store.append(events);
          expect(appended.map((one) => one.scope)).toEqual(scopes);
          resolved.push(...sequences(appended.map(({ summary }) => summary)));
        }),
      );
      expect(new Set(resolved).size).toBe(180);
      expect(resolved).toEqual([...resolved].sort((a, b) => a - b));
      for (const of of scopes) expect(await store.since(of, 0, 1000)).toHaveLength(60);
    });

    it("skips nothing for a reader that follows while many write", async () => {
      const seen: number[] = [];
      const writing = Promise.all(
        numbers(200).map(async (number) => {
          if (number % 7 === 0) await store.since(scope, 0, 1);
          return (await append({ number })).summary.sequence;
        }),
      );
      let done = false;
      const finished = writing.then((all) => {
        done = true;
        return all;
      });
      for (let last = false; !last; ) {
        last = done;
        const page = await store.since(scope, seen.at(-1) ?? 0, 50);
        seen.push(...sequences(page));
        if (page.length > 0) last = false;
      }
      expect(seen).toEqual([...(await finished)].sort((a, b) => a - b));
    });

    it("reads oldest first, after a sequence, as many as asked for", async () => {
      const events = numbers(5).map((number) => newEvent({ number }, { scope }));
      const appended = (await store.append(events)).map(({ summary }) => summary);
      const [, second, , , last] = sequences(appended);
      expect(await store.since(scope, second ?? 0, 2)).toEqual(appended.slice(2, 4));
      expect(await store.since(scope, last ?? 0, 2)).toEqual([]);
    });

    it("counts an account's events and bytes", async () => {
      await append({}, { receivedAt: 2_000, body: Buffer.from("12345") });
      const { summary } = await append({}, { receivedAt: 1_000, body: Buffer.from("678") });
      expect(await store.stats(scope)).toEqual({
        events: 2,
        bytes: 8,
        oldestReceivedAt: 1_000,
        lastSequence: summary.sequence,
        horizon: { droppedBefore: null, droppedEvents: 0, droppedAt: null, reason: null },
      });
    });

    it("keeps everything over a restart and goes on counting", async () => {
      const { summary } = await append({ id: "before", to: "+14155550100" });
      const key = {
        id: "k1",
        scope: staging,
        name: "Default",
        key: "secret-part",
        createdAt: 1_700_000_000_000,
        lastUsedAt: null,
      };
      await opened.receiverKeyStore.insert(key);
      await opened.close();
      await open();
      expect(await store.since(scope, 0, 10)).toEqual([summary]);
      expect(await found({ q: "5550100" })).toEqual(["before"]);
      expect(await opened.receiverKeyStore.all()).toEqual([key]);
      const { summary: next } = await append({ id: "after" });
      expect(next.sequence).toBe(summary.sequence + 1);
    });

    it("writes what is in flight before it closes, and refuses what comes later", async () => {
      const appends = numbers(50).map((number) => append({ number }));
      await opened.close();
      await Promise.all(appends);
      await expect(append({ id: "late" })).rejects.toMatchObject({ code: "storage_unavailable" });
      await open();
      expect(await store.since(scope, 0, 100)).toHaveLength(50);
    });
  });
}
