import { describe, expect, it } from "vitest";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { loadReceiverKeys } from "./receiver-keys";

const acme = { cluster: "default", accountId: "a".repeat(32) };
const other = { cluster: "default", accountId: "b".repeat(32) };

/** A database in memory that counts what it is asked. */
function memoryStore() {
  const keys = new Map<string, ReceiverKey>();
  const touches: [string, number][] = [];
  const reads = { count: 0 };
  return {
    touches,
    reads,
    async all() {
      reads.count += 1;
      return [...keys.values()];
    },
    async insert(key: ReceiverKey) {
      keys.set(key.id, key);
    },
    async remove(_scope: unknown, keyId: string) {
      keys.delete(keyId);
    },
    async touch(keyId: string, usedAt: number) {
      touches.push([keyId, usedAt]);
    },
  };
}

async function keysAt() {
  const store = memoryStore();
  const clock = { ms: 1_764_000_000_000 };
  const keys = await loadReceiverKeys(store, "https://h.example", () => clock.ms);
  return { store, clock, keys };
}

describe("receiver keys", () => {
  it("have 256 random bits and are found by nothing but the whole key", async () => {
    const { keys } = await keysAt();
    const made = await keys.ensure(acme);
    expect(made.key).toMatch(/^[\w-]{43}$/);
    expect(keys.find(made.key)).toEqual(made);
    for (const wrong of ["", made.key.slice(1), `${made.key}x`, made.key.toLowerCase()]) {
      expect(keys.find(wrong)).toBeNull();
    }
  });

  it("are looked up without asking the database", async () => {
    const { store, keys } = await keysAt();
    keys.find("nobody");
    expect(store.reads.count).toBe(1);
  });

  it("are several per account; a revoked one is unknown at once", async () => {
    const { keys } = await keysAt();
    const first = await keys.ensure(acme);
    const second = await keys.create(acme, "CRM");
    expect(keys.list(acme).map(({ name }) => name)).toEqual(["Default", "CRM"]);
    expect(keys.list(other)).toEqual([]);
    expect(await keys.revoke(other, second.id)).toBe(false);
    expect(await keys.revoke(acme, second.id)).toBe(true);
    expect(keys.find(second.key)).toBeNull();
    expect(keys.find(first.key)).not.toBeNull();
  });

  it("give new webhooks the newest key named Default, else the oldest", async () => {
    const { keys } = await keysAt();
    const first = await keys.ensure(acme);
    const partner = await keys.create(acme, "Partner");
    expect(await keys.ensure(acme)).toMatchObject({ id: first.id });
    const rotated = await keys.create(acme, "Default");
    expect(await keys.ensure(acme)).toMatchObject({ id: rotated.id });
    expect(keys.find(first.key)).not.toBeNull();
    await keys.revoke(acme, first.id);
    await keys.revoke(acme, rotated.id);
    expect(await keys.ensure(acme)).toMatchObject({ id: partner.id });
  });

  it("know when they were last used and write it at most once a minute", async () => {
    const { store, clock, keys } = await keysAt();
    const key = await keys.ensure(acme);
    const start = clock.ms;
    for (const after of [0, 1_000, 59_000, 60_000, 61_000]) {
      clock.ms = start + after;
      keys.used(key);
    }
    expect(store.touches).toEqual([
      [key.id, start],
      [key.id, start + 60_000],
    ]);
    expect(keys.list(acme)[0]?.lastUsedAt).toBe(start + 61_000);
  });

  it("that another process made are known once they are read again", async () => {
    const { store, keys } = await keysAt();
    const elsewhere = await loadReceiverKeys(store, "https://h.example");
    const made = await elsewhere.create(acme, "Default");
    expect(keys.find(made.key)).toBeNull();
    await keys.refresh();
    expect(keys.find(made.key)).toEqual(made);
  });
});
