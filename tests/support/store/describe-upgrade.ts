import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { extend, omit } from "zod/mini";
import { eventDetailSchema } from "@/lib/domain/event";
import type { EventFilter } from "@/lib/filter/event-filter";
import { isSecretField } from "@/lib/payload/secret-fields";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { appendOne } from "./append-one";
import { type EarlierCommit, earlierCommits } from "./earlier-databases";
import { newEvent } from "./new-event";

const whose = { cluster: z.string(), accountId: z.string() };
const expectedSchema = z.object({
  events: z.array(
    extend(
      omit(eventDetailSchema, {
        bodyBytes: true,
        facts: true,
        problem: true,
        decidedBy: true,
        origin: true,
      }),
      whose,
    ),
  ),
  receiverKeys: z.array(
    z.object({
      ...whose,
      id: z.string(),
      name: z.string(),
      key: z.string(),
      createdAt: z.number(),
      lastUsedAt: z.number().nullable(),
    }),
  ),
  notStored: z.array(
    z.object({ ...whose, count: z.number(), firstAt: z.number(), lastAt: z.number() }),
  ),
  retention: z.object({
    droppedBefore: z.number().nullable(),
    droppedEvents: z.number(),
    droppedAt: z.number().nullable(),
    reason: z.string().nullable(),
  }),
});

type Engine = "sqlite" | "postgres";

function readExpected(engine: Engine, commit: EarlierCommit): z.infer<typeof expectedSchema> {
  const file = new URL(`../../fixtures/upgrade/${commit}.expected.json`, import.meta.url);
  const parsed = z
    .object({ sqlite: expectedSchema, postgres: expectedSchema })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return parsed[engine];
}

/** A text that finds the event: its call, or the first word of its payload that is indexed. */
function searchOf({ callId, payload }: { callId: string | null; payload: unknown }): string | null {
  if (callId !== null) return callId;
  const fields = Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(payload));
  for (const [name, value] of fields) {
    const isIndexed = name !== "cluster_id" && !isSecretField(name);
    if (isIndexed && typeof value === "string" && /^[\w-]{4,}$/.test(value)) return value;
  }
  return null;
}

/** What must be there after a database that an earlier commit filled was opened by this code. */
export function describeUpgrade(
  engine: Engine,
  openUpgraded: (commit: EarlierCommit) => Promise<OpenedEventStore>,
): void {
  for (const commit of earlierCommits) {
    describeUpgradeFrom(commit, engine, () => openUpgraded(commit));
  }
}

function describeUpgradeFrom(
  commit: EarlierCommit,
  engine: Engine,
  openUpgraded: () => Promise<OpenedEventStore>,
): void {
  const expected = readExpected(engine, commit);
  const scopes = [
    ...new Map(
      expected.events.map(({ cluster, accountId }) => {
        return [`${cluster} ${accountId}`, { cluster, accountId }];
      }),
    ).values(),
  ];

  describe(`a ${engine} database of commit ${commit}`, () => {
    let opened: OpenedEventStore;
    beforeAll(async () => {
      opened = await openUpgraded();
    });
    afterAll(() => opened.close());

    it("finds the delivery of a webhook by its body", async () => {
      const sent = expected.events.filter(
        ({ webhookId, bodyBase64, quarantine }) =>
          webhookId !== null && bodyBase64 !== "" && quarantine === null,
      );
      expect(sent.length).toBeGreaterThan(0);
      for (const { cluster, accountId, id, receivedAt: from, ...event } of sent) {
        const body = Buffer.from(event.bodyBase64, "base64");
        const found = await opened.deliveryStore.withBodies(
          { cluster, accountId },
          { from, to: from + 1 },
          [{ webhookId: event.webhookId ?? "", body }],
        );
        expect(found.map((delivery) => delivery.id)).toContain(id);
      }
    });

    it("keeps every event as it was, with its sequence and its bytes", async () => {
      for (const { cluster, accountId, ...event } of expected.events) {
        const found = await opened.eventStore.get({ cluster, accountId }, event.id);
        expect(found).toMatchObject({ ...event, origin: null });
      }
      for (const scope of scopes) {
        const { items } = await opened.eventStore.search(scope, {}, { limit: 100 });
        const own = expected.events.filter(
          (event) =>
            event.cluster === scope.cluster &&
            event.accountId === scope.accountId &&
            event.quarantine === null,
        );
        const sequences = own.map(({ sequence }) => sequence).sort((a, b) => b - a);
        expect(items.map(({ sequence }) => sequence)).toEqual(sequences);
      }
    });

    it("finds them by their text", async () => {
      let found = 0;
      for (const { cluster, accountId, id, quarantine, ...event } of expected.events) {
        const q = searchOf(event);
        if (q === null) continue;
        const filter: EventFilter = { q, quarantined: quarantine === null ? undefined : true };
        const { items } = await opened.eventStore.search({ cluster, accountId }, filter, {
          limit: 100,
        });
        expect(items.map((item) => item.id)).toContain(id);
        found += 1;
      }
      expect(found).toBeGreaterThan(expected.events.length / 2);
    });

    it("finds them by their call and their time, and counts them", async () => {
      const calls = new Set(expected.events.map(({ callId }) => callId));
      for (const scope of scopes) {
        const own = expected.events.filter(
          ({ cluster, accountId, quarantine }) =>
            cluster === scope.cluster && accountId === scope.accountId && quarantine === null,
        );
        const ids = (events: typeof own) =>
          events.toSorted((a, b) => b.sequence - a.sequence).map(({ id }) => id);
        const found = async (filter: EventFilter) =>
          (await opened.eventStore.search(scope, filter, { limit: 100 })).items.map(({ id }) => id);
        for (const callId of calls) {
          if (callId === null) continue;
          expect(await found({ callId })).toEqual(ids(own.filter((one) => one.callId === callId)));
        }
        const from = own[Math.floor(own.length / 2)]?.receivedAt ?? 0;
        expect(await found({ from })).toEqual(ids(own.filter((one) => one.receivedAt >= from)));
        const times = own.map(({ receivedAt }) => receivedAt);
        const span = { from: Math.min(...times), to: Math.max(...times) + 1 };
        const [bucket] = await opened.eventStore.histogram(scope, span, 1);
        const counted = Object.values(bucket?.counts ?? {}).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(own.filter(({ repeatOf }) => repeatOf === null).length);
      }
    });

    it("keeps the receiver keys, to the letter", async () => {
      const keys = await opened.receiverKeyStore.all();
      const plain = keys.map(({ scope, ...key }) => ({ ...key, ...scope }));
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(plain.sort(byId)).toEqual([...expected.receiverKeys].sort(byId));
    });

    it("keeps the counts of what was not stored, none of it acknowledged", async () => {
      expect(expected.notStored.length).toBeGreaterThan(0);
      for (const { cluster, accountId, ...counted } of expected.notStored) {
        expect(await opened.notStoredStore.of({ cluster, accountId })).toEqual(counted);
      }
      const sum = expected.notStored.reduce((total, { count }) => total + count, 0);
      expect(await opened.notStoredStore.total()).toBe(sum);
    });

    it("keeps what retention dropped, and drops by the same limits from here on", async () => {
      expect(await opened.eventStore.horizon()).toEqual(expected.retention);
      const { events } = expected;
      const limits = {
        olderThan: Math.max(...events.map(({ receivedAt }) => receivedAt)) + 3 * 86_400_000,
        maxEvents: null,
        maxBytes: null,
        maxEventsPerAccount: null,
        maxBytesPerAccount: null,
        minFreeBytes: null,
        now: Date.now(),
      };
      let dropped = 0;
      for (let more = true; more; ) {
        const step = await opened.eventStore.prune(limits);
        dropped += step.dropped;
        more = step.more;
      }
      expect(dropped).toBe(events.length);
      for (const scope of scopes) expect((await opened.eventStore.stats(scope)).events).toBe(0);
    });

    it("goes on with the next sequence", async () => {
      const { summary } = await appendOne(opened.eventStore, newEvent({ id: "after" }));
      const last = Math.max(...expected.events.map(({ sequence }) => sequence));
      expect(summary.sequence).toBe(last + 1);
    });
  });
}
