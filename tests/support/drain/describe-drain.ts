import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { DatabaseAway, type DrainSink, StalePosition } from "@/lib/drain/sink";
import type { SpoolRecord } from "@/lib/spool/spool";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { acme } from "../store/new-event";
import { delivery, headersOf, keyId, type TestSpool, temporarySpool } from "./drained-spool";

/** A database, and ways into it. */
export interface DrainPlace {
  readonly store: OpenedEventStore;
  /** As each process that drains has one. */
  openSink(): Promise<DrainSink>;
  /** From now on the database takes no event whose column holds the text. */
  refuse(column: "payload" | "headers", text: string): Promise<void>;
  remove(): Promise<void>;
}

const at = 1_764_000_000_000;
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** What every drain promises, whatever the engine. */
export function describeDrain(engine: string, makePlace: () => Promise<DrainPlace>): void {
  describe(`draining into ${engine}`, () => {
    let place: DrainPlace;
    let store: OpenedEventStore;
    let sink: DrainSink;
    let spool: TestSpool;
    beforeEach(async () => {
      place = await makePlace();
      store = place.store;
      sink = await place.openSink();
      spool = temporarySpool();
      await addKey();
    });
    afterEach(async () => {
      await spool.remove();
      await place.remove();
    });

    async function addKey(): Promise<void> {
      const secrets = { name: "Default", key: "secret", createdAt: 1, lastUsedAt: null };
      await store.receiverKeyStore.insert({ id: keyId, scope: acme, ...secrets });
    }
    const stored = (scope = acme): Promise<readonly EventSummary[]> =>
      store.eventStore.since(scope, 0, 10_000);
    const names = async () => (await stored()).map(({ facts }) => facts.id);
    async function drained(records: readonly SpoolRecord[]): Promise<readonly EventSummary[]> {
      await spool.write(records);
      await spool.drain(sink).all();
      return stored();
    }
    /** A spool file, changed as a bad disk would. */
    function damage(text: string): void {
      const [name = ""] = readdirSync(spool.folder).filter((one) => one.endsWith(".segment"));
      const file = join(spool.folder, name);
      const bytes = readFileSync(file);
      const byte = bytes.indexOf(text);
      bytes[byte] = (bytes[byte] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }

    it("stores a delivery as it came, decoded, and tells the account's newest", async () => {
      const form = delivery(
        {},
        {
          method: "PUT",
          query: "a=b&c=\u00ff",
          headers: [
            ["Content-Type", "application/x-www-form-urlencoded"],
            ["x-twice", "1"],
            ["x-twice", "2"],
          ],
          body: Buffer.from("id=f1&name=Zo%C3%AB"),
        },
      );
      await spool.write([form, delivery({ id: "j1", type: "user", action: "doc_deleted" })]);
      const drain = spool.drain(sink);
      await drain.all();
      const [first, second] = await stored();
      expect(await store.eventStore.get(acme, form.id)).toMatchObject({
        sequence: first?.sequence,
        receivedAt: form.receivedAt,
        method: "PUT",
        webhookId: null,
        query: "a=b&c=\u00ff",
        headers: form.headers,
        payload: { id: "f1", name: "Zoë" },
        contentType: "application/x-www-form-urlencoded",
        bodyBase64: Buffer.from(form.body).toString("base64"),
      });
      expect(second).toMatchObject({ kind: "object", webhookId: "w1", facts: { id: "j1" } });
      expect(drain.commits).toMatchObject([
        { newest: [{ scope: acme, sequence: second?.sequence }], stored: 2, repeats: 0 },
      ]);
      expect(drain.status()).toMatchObject({ stored: 2, paused: null, lastError: null });
    });

    it("keeps the order of receipt within a segment, over many groups", async () => {
      const count = 2_300;
      const records = numbers(count).map((n) => delivery({ id: n }, { receivedAt: at + n }));
      const events = await drained(records);
      expect(events.map(({ facts }) => facts.id)).toEqual(numbers(count));
      expect((await store.eventStore.stats(acme)).events).toBe(count);
    });

    it("keeps order and times while the clock jumps", async () => {
      const times = [5_000_000, 1_000_000, 3_000_000];
      const events = await drained(times.map((t) => delivery({ id: t }, { receivedAt: t })));
      expect(events.map(({ receivedAt }) => receivedAt)).toEqual(times);
      const { items } = await store.eventStore.search(acme, { to: 4_000_000 }, { limit: 5 });
      expect(items.map(({ facts }) => facts.id)).toEqual([3_000_000, 1_000_000]);
    });

    it("goes on in a segment that is being written, where an earlier drain stopped", async () => {
      await spool.write(
        numbers(5).map((id) => delivery({ id })),
        false,
      );
      await spool.drain(sink).all();
      await spool.write([delivery({ id: 5 })], false);
      await spool.drain(await place.openSink()).all();
      expect(await names()).toEqual(numbers(6));
    });

    it("stores each delivery once while two drain the same spool", async () => {
      const ids = numbers(1_500);
      for (const part of [0, 1, 2]) {
        const records = ids.filter((id) => id % 3 === part).map((id) => delivery({ id }));
        await spool.write(records);
      }
      const drains = [spool.drain(sink), spool.drain(await place.openSink())];
      for (const drain of drains) drain.start();
      await expect
        .poll(async () => (await stored()).length, { timeout: 60_000 })
        .toBeGreaterThanOrEqual(ids.length);
      await Promise.all(drains.map((drain) => drain.end()));
      expect((await names()).sort((a, b) => Number(a) - Number(b))).toEqual(ids);
    });

    it("stores nothing twice when the answer to a commit gets lost", async () => {
      let lost = 0;
      const forgetful: DrainSink = {
        ...sink,
        async commit(group) {
          const done = await sink.commit(group);
          lost += 1;
          if (lost <= 3) throw new DatabaseAway("The connection is gone.");
          return done;
        },
      };
      const ids = numbers(2_500);
      await spool.write(ids.map((id) => delivery({ id })));
      const drain = spool.drain(forgetful);
      drain.start();
      await expect.poll(async () => (await stored()).length, { timeout: 60_000 }).toBe(ids.length);
      await expect.poll(() => drain.status().paused).toBeNull();
      await drain.end();
      expect(await names()).toEqual(ids);
      expect(drain.status().lastError).toBeNull();
    });

    it("writes nothing where its position is another", async () => {
      const [one] = await spool.write([delivery({ id: 1 })], false);
      await spool.drain(sink).all();
      const { segment = "", end = 0 } = one ?? {};
      const event = (await stored())[0];
      for (const [from, to] of [
        [0, end],
        [end - 1, end + 10],
        [end + 1, end + 10],
      ] as const) {
        const group = { spool: spool.id, segment, from, to, events: [] };
        await expect(async () => sink.commit(group)).rejects.toBeInstanceOf(StalePosition);
      }
      await expect(async () =>
        sink.commit({ spool: "other", segment, from: 5, to: 6, events: [] }),
      ).rejects.toBeInstanceOf(StalePosition);
      expect(await stored()).toEqual([event]);
    });

    it("doubles nothing when a position was lost", async () => {
      const places = await spool.write(
        numbers(20).map((id) => delivery({ id })),
        false,
      );
      await spool.drain(sink).all();
      await sink.forget(spool.id, [places[0]?.segment ?? ""]);
      await spool.drain(sink).all();
      expect(await names()).toEqual(numbers(20));
      expect((await store.eventStore.stats(acme)).events).toBe(20);
    });

    it("stores a delivery undecoded that the database refuses as what it says", async () => {
      const bad = delivery({ id: "poison" });
      const records = numbers(40).map((id) => (id === 17 ? bad : delivery({ id })));
      await drained(records.slice(0, 1));
      await place.refuse("payload", "poison");
      await spool.write(records.slice(1));
      const drain = spool.drain(sink);
      await drain.all();
      expect((await stored()).map(({ id }) => id)).toEqual(records.map(({ id }) => id));
      expect(await store.eventStore.get(acme, bad.id)).toMatchObject({
        payload: null,
        problem: { code: "undecodable" },
        bodyBase64: Buffer.from(bad.body).toString("base64"),
      });
      expect(drain.log).toEqual(["a delivery could only be stored undecoded"]);
    });

    it("sets a delivery aside that the database takes in no form, and no other", async () => {
      await drained([delivery({ id: 0 })]);
      await place.refuse("headers", "poison");
      const bad = delivery({ id: "bad" }, { headers: headersOf("poison") });
      await spool.write([delivery({ id: 1 }), bad, delivery({ id: 2 })]);
      const drain = spool.drain(sink);
      await drain.all();
      expect(await names()).toEqual([0, 1, 2]);
      expect(drain.status()).toMatchObject({ rejected: 1, stored: 2 });
      expect(readdirSync(join(spool.folder, "rejected"))).toEqual([`${bad.id}.record`]);
      await spool.drain(sink).all();
      expect(await names()).toEqual([0, 1, 2]);
    });

    it("passes over bytes that a disk has damaged, and says so", async () => {
      await spool.write(numbers(9).map((id) => delivery({ id, text: `text-${id}` })));
      damage("text-4");
      const drain = spool.drain(sink);
      await drain.all();
      expect(await names()).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
      expect(drain.status().damaged).toBe(1);
      expect(drain.log).toEqual(["bytes of the spool are damaged and passed over"]);
      expect(readdirSync(join(spool.folder, "rejected"))).toHaveLength(1);
      const again = spool.drain(sink);
      await again.all();
      expect(again.status().damaged).toBe(0);
    });

    it("deletes what is drained, forgets its position a day later, and notes what was not stored", async () => {
      await spool.write(numbers(3).map((id) => delivery({ id })));
      const count = { reporter: "r1", scope: acme, count: 7, firstAt: 1, lastAt: 2 };
      let time = at;
      const drain = spool.drain(sink, { readNotStored: () => [count], now: () => time });
      await drain.all();
      time += 1_001;
      await drain.round();
      expect(readdirSync(spool.folder).filter((name) => name.endsWith(".segment"))).toEqual([]);
      // A backup that holds the segment may copy the database only now.
      expect([...(await sink.positions(spool.id))]).toHaveLength(1);
      time += 86_400_000;
      await drain.round();
      expect(await sink.positions(spool.id)).toEqual(new Map());
      expect(await store.notStoredStore.of(acme)).toEqual({ count: 7, firstAt: 1, lastAt: 2 });
    });

    it("moves nothing while the disk is nearly full", async () => {
      await spool.write(numbers(3).map((id) => delivery({ id })));
      let isLow = true;
      const drain = spool.drain(sink, { isDiskLow: () => isLow });
      drain.start();
      await expect.poll(() => drain.status().paused).toBe("disk");
      await expect.poll(() => drain.status().waiting.deliveries).toBe(3);
      expect(await stored()).toEqual([]);
      isLow = false;
      await expect.poll(async () => (await stored()).length).toBe(3);
      await drain.end();
      expect(drain.status()).toMatchObject({ paused: null, waiting: { deliveries: 0 } });
    });

    it("notes when a key was last used, at most once a minute", async () => {
      const lastUsed = async () => (await store.receiverKeyStore.all())[0]?.lastUsedAt;
      const drain = spool.drain(sink);
      for (const [after, expected] of [
        [0, 0],
        [59_000, 0],
        [61_000, 61_000],
      ] as const) {
        await spool.write([delivery({ id: after }, { receivedAt: at + after })]);
        await drain.all();
        expect(await lastUsed()).toBe(at + expected);
      }
    });
  });
}
