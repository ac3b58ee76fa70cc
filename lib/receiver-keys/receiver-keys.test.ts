import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { digestOfKey, keyFileName } from "@/lib/control/key-file";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { until } from "@/tests/support/until";
import { loadReceiverKeys } from "./receiver-keys";
import { viewReceiverKeys } from "./view-receiver-keys";
import { writeKeyFile } from "./write-key-file";

const acme = { cluster: "default", accountId: "a".repeat(32) };
const other = { cluster: "default", accountId: "b".repeat(32) };
const publicUrl = "https://h.example/hookline";
const logger = createLogger("silent");

let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hookline-keys-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A database in memory, whose answers to a read can be held back. */
function memoryStore() {
  const keys = new Map<string, ReceiverKey>();
  const held: (() => void)[] = [];
  let holding = false;
  return {
    keys,
    hold() {
      holding = true;
    },
    release() {
      holding = false;
      for (const answer of held.splice(0)) answer();
    },
    async all() {
      const read = [...keys.values()];
      if (holding) await new Promise<void>((resolve) => held.push(resolve));
      return read;
    },
    async insert(key: ReceiverKey) {
      keys.set(key.id, key);
    },
    async remove(_scope: unknown, keyId: string) {
      keys.delete(keyId);
    },
  };
}

function loadFrom(store: ReturnType<typeof memoryStore>, folder = dataDir) {
  return loadReceiverKeys({
    store,
    publicUrl,
    writeFile: (content) => writeKeyFile(folder, content),
    logger,
  });
}

async function keysAt() {
  const store = memoryStore();
  return { store, keys: await loadFrom(store) };
}

function inFile(): { digest: string }[] {
  return JSON.parse(readFileSync(join(dataDir, keyFileName), "utf8")).keys;
}

describe("receiver keys", () => {
  it("have 256 random bits and are known by nothing but the whole key", async () => {
    const { keys } = await keysAt();
    const { key } = await keys.ensure(acme);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await keys.isKnown(digestOfKey(key))).toBe(true);
    for (const wrong of ["", key.slice(1), `${key}x`, key.toLowerCase()]) {
      expect(await keys.isKnown(digestOfKey(wrong))).toBe(false);
    }
  });

  it("are several per account; a revoked one is unknown at once", async () => {
    const { keys } = await keysAt();
    const first = await keys.ensure(acme);
    const second = await keys.create(acme, "CRM");
    expect(keys.list(acme).map(({ name }) => name)).toEqual(["Default", "CRM"]);
    expect(keys.list(other)).toEqual([]);
    expect(await keys.revoke(other, second.id)).toBe(false);
    expect(await keys.revoke(acme, second.id)).toBe(true);
    expect(await keys.isKnown(digestOfKey(second.key))).toBe(false);
    expect(await keys.isKnown(digestOfKey(first.key))).toBe(true);
  });

  it("give new webhooks the newest key named Default, else the oldest", async () => {
    const { keys } = await keysAt();
    const first = await keys.ensure(acme);
    const partner = await keys.create(acme, "Partner");
    expect(await keys.ensure(acme)).toMatchObject({ id: first.id });
    const rotated = await keys.create(acme, "Default");
    expect(await keys.ensure(acme)).toMatchObject({ id: rotated.id });
    await keys.revoke(acme, first.id);
    await keys.revoke(acme, rotated.id);
    expect(await keys.ensure(acme)).toMatchObject({ id: partner.id });
  });

  it("are made for a webhook, never by looking", async () => {
    const { keys, store } = await keysAt();
    expect(keys.forNewWebhooks(acme)).toBeNull();
    expect(await viewReceiverKeys(keys, acme)).toEqual([]);
    expect(await store.all()).toEqual([]);
    const { id } = await keys.ensure(acme);
    expect(keys.forNewWebhooks(acme)).toMatchObject({ id });
    expect(await viewReceiverKeys(keys, acme)).toMatchObject([{ id, isDefault: true }]);
  });

  it("are made once, however many ask for the first one", async () => {
    const { keys } = await keysAt();
    await Promise.all([keys.ensure(acme), keys.ensure(acme), keys.ensure(acme)]);
    expect(keys.list(acme)).toHaveLength(1);
  });

  it("own the URLs below the public one, path included", async () => {
    const { keys } = await keysAt();
    const key = await keys.ensure(acme);
    expect(keys.urlOf(key)).toBe(`https://h.example/hookline/receive/${key.key}`);
    expect(keys.owns(acme, `${keys.urlOf(key)}?from=crm`)).toBe(true);
    expect(keys.owns(other, keys.urlOf(key))).toBe(false);
    expect(keys.owns(acme, `https://h.example/receive/${key.key}`)).toBe(false);
  });

  it("that another process made are known once somebody asks", async () => {
    const { store, keys } = await keysAt();
    const made = await (await loadFrom(store)).create(acme, "Default");
    expect(keys.list(acme)).toEqual([]);
    expect(await keys.isKnown(digestOfKey(made.key))).toBe(true);
    expect(keys.list(acme)).toEqual([made]);
  });

  it("are as the latest reading says, whichever answer comes last", async () => {
    const { store, keys } = await keysAt();
    const revoked = await keys.create(acme, "Old");
    store.hold();
    const early = keys.refresh();
    await new Promise((resolve) => setImmediate(resolve));
    store.keys.delete(revoked.id);
    const late = keys.refresh();
    const made = keys.create(acme, "New");
    store.release();
    await Promise.all([early, late, made]);
    expect(keys.list(acme).map(({ name }) => name)).toEqual(["New"]);
    expect(inFile().map(({ digest }) => digest)).toEqual([digestOfKey((await made).key)]);
  });

  it("can't be looked up while the database is away", async () => {
    const { store, keys } = await keysAt();
    store.all = () => Promise.reject(new Error("away"));
    await expect(keys.isKnown(digestOfKey("x"))).rejects.toThrow("away");
  });
});

describe("the file that receivers follow", () => {
  it("is there from the start, and for its user alone", async () => {
    await keysAt();
    expect(inFile()).toEqual([]);
    expect(statSync(join(dataDir, keyFileName)).mode & 0o777).toBe(0o600);
  });

  it("holds the digest and whose it is before a key is given out, never the key", async () => {
    const { keys } = await keysAt();
    const { id, key } = await keys.create(acme, "CRM");
    expect(inFile()).toEqual([{ digest: digestOfKey(key), id, ...acme }]);
    expect(readFileSync(join(dataDir, keyFileName), "utf8")).not.toContain(key);
  });

  it("doesn't have a key once it is revoked", async () => {
    const { keys } = await keysAt();
    await keys.revoke(acme, (await keys.create(acme, "CRM")).id);
    expect(inFile()).toEqual([]);
  });

  it("is written again until it can be; a revocation says that it isn't yet", async () => {
    const store = memoryStore();
    const folder = join(dataDir, "not-yet-there");
    const keys = await loadFrom(store, folder);
    const key = await keys.create(acme, "CRM");
    await expect(keys.revoke(acme, key.id)).rejects.toThrow("its deliveries are still taken");
    expect(keys.list(acme)).toEqual([]);
    mkdirSync(folder);
    await until(() => existsSync(join(folder, keyFileName)));
    expect(readFileSync(join(folder, keyFileName), "utf8")).not.toContain(key.id);
  });
});
