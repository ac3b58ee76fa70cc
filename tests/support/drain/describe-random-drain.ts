import { describe, expect, it } from "vitest";
import type { EventDetail } from "@/lib/domain/event";
import type { SpoolRecord } from "@/lib/spool/spool";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { Random } from "../spool/random";
import { acme } from "../store/new-event";
import { isLongForm } from "../torture";
import type { DrainPlace } from "./describe-drain";
import { delivery, headersOf, temporarySpool } from "./drained-spool";

const seeds = Array.from({ length: isLongForm ? 200 : 4 }, (_, number) => number + 1);
const at = 1_764_000_000_000;
const windowMs = 60_000;
const accounts = [acme, { ...acme, cluster: "staging" }, { ...acme, accountId: "c".repeat(32) }];

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

function bodyOf(random: Random): Buffer {
  switch (random.below(5)) {
    case 0:
      return bytes(random, random.below(300));
    case 1:
      return Buffer.from(`{"n":${random.below(4)},"text":"a\\u0000b \\ud800 é"}`);
    case 2:
      return Buffer.from(`a[b][]=%FF&n=${random.below(4)}&&=x`);
    default:
      return Buffer.from(`{"hook_event":"channel_create","n":${random.below(3)}}`);
  }
}

function randomRecord(random: Random): SpoolRecord {
  const scope = random.pick(accounts) ?? acme;
  const receiverKeyId = random.chance(0.9) ? `key-${accounts.indexOf(scope)}` : "another";
  const odd = bytes(random, 5).toString("latin1").replaceAll("\0", "x");
  return delivery(
    {},
    {
      scope,
      receiverKeyId,
      receivedAt: at + random.below(4 * windowMs),
      method: random.pick(["GET", "POST", "PUT"] as const) ?? "POST",
      query: random.chance(0.5) ? null : `q=${odd}`,
      headers: random.chance(0.8)
        ? headersOf(`w${random.below(3)}`, scope.accountId)
        : [["X-Odd", odd]],
      body: bodyOf(random),
    },
  );
}

function keyOf({ scope, receiverKeyId, headers, query, body }: SpoolRecord): string {
  const hookId = headers.find(([name]) => name.toLowerCase() === "x-hook-id")?.[1];
  return JSON.stringify([scope, hookId ?? receiverKeyId, query, [...body]]);
}

/** Which are marked as repeats, by id, told in the plainest way: firsts in the order of storing. */
function expectedRepeats(stored: readonly SpoolRecord[]): Map<string, string | null> {
  const firsts = new Map<string, SpoolRecord[]>();
  const repeats = new Map<string, string | null>();
  for (const record of stored) {
    const same = firsts.get(keyOf(record)) ?? [];
    const near = same
      .filter(({ receivedAt }) => Math.abs(receivedAt - record.receivedAt) < windowMs)
      .sort((a, b) => a.receivedAt - b.receivedAt);
    repeats.set(record.id, near[0]?.id ?? null);
    if (near.length === 0) firsts.set(keyOf(record), [...same, record]);
  }
  return repeats;
}

async function allOf({ eventStore }: OpenedEventStore): Promise<EventDetail[]> {
  const found: EventDetail[] = [];
  for (const scope of accounts) {
    for (const { id } of await eventStore.since(scope, 0, 10_000)) {
      const detail = await eventStore.get(scope, id);
      if (detail) found.push(detail);
    }
  }
  return found.sort((a, b) => a.sequence - b.sequence);
}

/** Random deliveries in random segments, drained by drains that end at random. */
export function describeRandomDrain(engine: string, makePlace: () => Promise<DrainPlace>): void {
  describe(`random spools drained into ${engine}`, () => {
    it.each(seeds)("are all there, once each and as they came, seed %i", async (seed) => {
      const random = new Random(seed);
      const place = await makePlace();
      const spool = temporarySpool();
      for (const [number, scope] of accounts.entries()) {
        const key = { id: `key-${number}`, scope, name: "Key", key: `secret-${number}` };
        await place.store.receiverKeyStore.insert({ ...key, createdAt: 1, lastUsedAt: null });
      }
      const written: SpoolRecord[] = [];
      for (let rounds = random.between(3, 6); rounds > 0; rounds -= 1) {
        const records = Array.from({ length: random.below(400) }, () => randomRecord(random));
        await spool.write(records, random.chance(0.6));
        written.push(...records);
        const drain = spool.drain(await place.openSink());
        for (let left = random.below(4); left > 0; left -= 1) await drain.round();
      }
      await spool.drain(await place.openSink()).all();

      const stored = await allOf(place.store);
      const byId = new Map(written.map((record) => [record.id, record]));
      expect(stored.map(({ id }) => id).sort()).toEqual([...byId.keys()].sort());
      const inOrder = stored.flatMap(({ id }) => byId.get(id) ?? []);
      const repeats = expectedRepeats(inOrder);
      for (const event of stored) {
        const record = byId.get(event.id);
        expect(event).toMatchObject({
          receivedAt: record?.receivedAt,
          method: record?.method,
          query: record?.query,
          headers: record?.headers,
          repeatOf: repeats.get(event.id),
        });
        expect(event.bodyBase64).toBe(Buffer.from(record?.body ?? []).toString("base64"));
      }
      await spool.remove();
      await place.remove();
    });
  });
}
