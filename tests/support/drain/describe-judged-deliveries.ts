import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";
import type { DrainSink } from "@/lib/drain/sink";
import type { SpoolRecord } from "@/lib/spool/spool";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { DrainPlace } from "./describe-drain";
import { delivery, headersOf, type TestSpool, temporarySpool } from "./drained-spool";

const minute = 60_000;
const at = 1_764_000_000_000;
const stranger = "f".repeat(32);
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** What a drain tells of deliveries, whatever the engine: which repeat another, and whose they are. */
export function describeJudgedDeliveries(
  engine: string,
  makePlace: () => Promise<DrainPlace>,
): void {
  describe(`deliveries drained into ${engine}`, () => {
    let place: DrainPlace;
    let store: OpenedEventStore;
    let sink: DrainSink;
    let spool: TestSpool;
    /** Each test has an account of its own. */
    let scope: AccountScope;
    let receiverKeyId: string;
    let accounts = 0;

    beforeAll(async () => {
      place = await makePlace();
      store = place.store;
      sink = await place.openSink();
    });
    afterAll(() => place.remove());
    beforeEach(async () => {
      accounts += 1;
      spool = temporarySpool();
      scope = { cluster: "default", accountId: `account-${accounts}` };
      receiverKeyId = `key-${accounts}`;
      const key = { id: receiverKeyId, scope, name: "Default", key: `secret-${accounts}` };
      await store.receiverKeyStore.insert({ ...key, createdAt: 1, lastUsedAt: null });
    });
    afterEach(() => spool.remove());

    function sent(payload: object, changes: Partial<SpoolRecord> = {}): SpoolRecord {
      const headers = headersOf("w1", scope.accountId);
      return delivery(payload, { scope, receiverKeyId, headers, ...changes });
    }
    const stored = (of = scope): Promise<readonly EventSummary[]> =>
      store.eventStore.since(of, 0, 10_000);
    async function drained(records: readonly SpoolRecord[]): Promise<readonly EventSummary[]> {
      await spool.write(records);
      await spool.drain(sink).all();
      return stored();
    }

    describe("the same again", () => {
      const marks = async () => (await stored()).map(({ repeatOf }) => repeatOf);

      it("is stored each time and marked as a repeat of the first, within 60 seconds", async () => {
        const times = [0, 1, 59_999, 60_000, 119_999, 120_000];
        const records = times.map((time) => sent({ id: "x" }, { receivedAt: at + time }));
        await drained(records);
        const [first, , , second] = records.map(({ id }) => id);
        // The fourth is a first again: a repeat doesn't make the time longer.
        expect(await marks()).toEqual([null, first, first, null, second, null]);
      });

      it("is one by the time of receipt, whichever is drained first", async () => {
        const later = sent({ id: "x" }, { receivedAt: at + 30_000 });
        await drained([later]);
        await drained([sent({ id: "x" }, { receivedAt: at })]);
        expect(await marks()).toEqual([null, later.id]);
      });

      it("is recognised over groups, segments, restarts and a long wait", async () => {
        const first = sent({ id: "x" });
        await drained([first, ...numbers(1_200).map((n) => sent({ n }))]);
        await spool.write([sent({ id: "x" }, { receivedAt: at + 5_000 })]);
        await spool.drain(await place.openSink(), { now: () => at + 30 * minute }).all();
        expect((await stored()).at(-1)?.repeatOf).toBe(first.id);
      });

      it("is forgotten once none can come any more", async () => {
        await drained([sent({ id: "x" })]);
        await sink.pruneDigests(Date.now());
        await drained([sent({ id: "x" }, { receivedAt: at + 1 })]);
        expect(await marks()).toEqual([null, null]);
      });

      it.each<[string, () => Partial<SpoolRecord>]>([
        ["of another webhook", () => ({ headers: headersOf("w2", scope.accountId) })],
        ["of another account", () => ({ scope: { ...scope, accountId: `${scope.accountId}-b` } })],
        ["of another cluster", () => ({ scope: { ...scope, cluster: "staging" } })],
        ["with another query", () => ({ query: "" })],
        ["without a webhook", () => ({ headers: [] })],
      ])("%s is another event", async (_, changes) => {
        const other = sent({ id: "x" }, changes());
        await drained([sent({ id: "x" }), other]);
        const events = [...(await stored()), ...(await stored(other.scope))];
        expect(events.length).toBeGreaterThan(1);
        expect(events.every(({ repeatOf }) => repeatOf === null)).toBe(true);
      });

      it("of no webhook is told apart by the receiver key", async () => {
        await drained([
          sent({ id: "x" }, { headers: [] }),
          sent({ id: "x" }, { headers: [] }),
          sent({ id: "x" }, { headers: [], receiverKeyId: "another" }),
        ]);
        expect((await marks()).map((mark) => mark === null)).toEqual([true, false, true]);
      });
    });

    describe("whose it is", () => {
      const webhook = (id: string, trigger = "object") =>
        ({ id, name: id, trigger, state: "active" }) as const;
      async function judged(changes: Partial<SpoolRecord>): Promise<EventSummary | undefined> {
        return (await drained([sent({ id: "x" }, changes)])).at(-1);
      }
      const from = (webhookId: string, ownerId = scope.accountId) => ({
        headers: headersOf(webhookId, ownerId),
      });

      it("is not judged where nobody read the list near that time", async () => {
        expect(await judged({})).toMatchObject({ quarantine: null, webhookId: "w1" });
        await store.knownWebhookStore.listed(scope, [], at - 5 * minute);
        expect(await judged({ receivedAt: at })).toMatchObject({ quarantine: null });
      });

      it("is judged by the list read within five minutes before, or any time after", async () => {
        await store.knownWebhookStore.listed(scope, [webhook("w1", "parking")], at);
        const known = { trigger: "parking", kind: "call", decidedBy: "webhook", quarantine: null };
        expect(await judged({})).toMatchObject(known);
        expect(await judged({ ...from("w2"), receivedAt: at + 4 * minute })).toMatchObject({
          quarantine: "unknown_webhook",
          webhookId: "w2",
        });
        const early = at - 60 * minute;
        expect(await judged({ ...from("w2", stranger), receivedAt: early })).toMatchObject({
          quarantine: "foreign_webhook",
        });
        expect(await store.knownWebhookStore.listed(scope, [webhook("w2")], at + 1)).toEqual({
          released: 2,
        });
      });

      it("is a deleted webhook's for five minutes, and then nobody's", async () => {
        await store.knownWebhookStore.listed(scope, [webhook("w1")], at - 60 * minute);
        await store.knownWebhookStore.deleted(scope, "w1", at);
        const of = async (after: number) => (await judged({ receivedAt: at + after }))?.quarantine;
        expect(await of(-minute)).toBeNull();
        expect(await of(5 * minute - 1)).toBeNull();
        expect(await of(5 * minute)).toBe("unknown_webhook");
      });

      it("is a callflow's where a time stands for the webhook", async () => {
        await store.knownWebhookStore.listed(scope, [], at);
        const second = String(at / 1_000 + 62_167_219_200);
        expect(await judged(from(second))).toMatchObject({
          origin: "callflow",
          webhookId: null,
          quarantine: null,
        });
      });

      it("is vouched for by its webhook once its key is revoked, and else in quarantine", async () => {
        await store.knownWebhookStore.saved(scope, webhook("w1"), at);
        await store.receiverKeyStore.remove(scope, receiverKeyId);
        expect(await judged({})).toMatchObject({ quarantine: null });
        const unknown = { quarantine: "revoked_key", webhookId: "w2" };
        expect(await judged(from("w2"))).toMatchObject(unknown);
        expect(await judged({ headers: [] })).toMatchObject({ quarantine: "revoked_key" });
      });
    });
  });
}
