import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { AccountScope } from "@/lib/domain/account";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { createLastUses } from "@/lib/receiver/last-uses";
import type { ReceiverKeyStore } from "@/lib/store/store";

const keyBytes = 32;
const defaultName = "Default";

/** All receiver keys, in memory, so that an unknown one is refused without asking the database. */
export interface ReceiverKeys {
  find(key: string): ReceiverKey | null;
  /** A delivery came under this key. */
  used(key: ReceiverKey): void;
  /** The account's keys, oldest first. */
  list(scope: AccountScope): readonly ReceiverKey[];
  /** A further key; with the name of another it is there to take its place. */
  create(scope: AccountScope, name: string): Promise<ReceiverKey>;
  /** From now on the key is unknown. False when the account has no such key. */
  revoke(scope: AccountScope, keyId: string): Promise<boolean>;
  /** The key for new webhooks: the newest one named "Default", else the oldest; made on first use. */
  ensure(scope: AccountScope): Promise<ReceiverKey>;
  /** Whether the URL is one of the scope's receivers under this public URL. */
  owns(scope: AccountScope, url: string): boolean;
  urlOf(key: ReceiverKey): string;
  /** Reads the keys again, for what another process on the same database created or revoked. */
  refresh(): Promise<void>;
}

/** Looking up a digest instead of the key keeps the comparison's time free of the key's bytes. */
function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function scopeOf({ cluster, accountId }: AccountScope): string {
  return `${cluster}/${accountId}`;
}

export async function loadReceiverKeys(
  store: ReceiverKeyStore,
  publicUrl: string,
  now: () => number = Date.now,
): Promise<ReceiverKeys> {
  let byDigest = new Map<string, ReceiverKey>();
  const inTheMaking = new Map<string, Promise<ReceiverKey>>();
  const lastUses = createLastUses(store.touch, now);

  function list(scope: AccountScope): ReceiverKey[] {
    return [...byDigest.values()]
      .filter((key) => scopeOf(key.scope) === scopeOf(scope))
      .map((key) => ({ ...key, lastUsedAt: lastUses.of(key) }));
  }

  async function refresh(): Promise<void> {
    const keys = await store.all();
    byDigest = new Map(keys.map((key) => [digestOf(key.key), key]));
  }

  async function create(scope: AccountScope, name: string): Promise<ReceiverKey> {
    const key: ReceiverKey = {
      id: randomUUID(),
      scope,
      name,
      key: randomBytes(keyBytes).toString("base64url"),
      createdAt: now(),
      lastUsedAt: null,
    };
    await store.insert(key);
    byDigest.set(digestOf(key.key), key);
    return key;
  }

  await refresh();

  return {
    find: (key) => byDigest.get(digestOf(key)) ?? null,
    used: lastUses.note,
    urlOf: (key) => `${publicUrl}/receive/${key.key}`,
    list,
    create,
    refresh,
    async revoke(scope, keyId) {
      const key = list(scope).find(({ id }) => id === keyId);
      if (!key) return false;
      await store.remove(scope, keyId);
      byDigest.delete(digestOf(key.key));
      return true;
    },
    ensure(scope) {
      const keys = list(scope);
      const existing = keys.findLast(({ name }) => name === defaultName) ?? keys[0];
      if (existing) return Promise.resolve(existing);
      // Two forms opened at once must not make two keys.
      const running = inTheMaking.get(scopeOf(scope));
      if (running) return running;
      const made = create(scope, defaultName).finally(() => inTheMaking.delete(scopeOf(scope)));
      inTheMaking.set(scopeOf(scope), made);
      return made;
    },
    owns(scope, url) {
      const prefix = `${publicUrl}/receive/`;
      if (!url.startsWith(prefix)) return false;
      const found = byDigest.get(digestOf(url.slice(prefix.length).split(/[?#]/)[0] ?? ""));
      return found !== undefined && scopeOf(found.scope) === scopeOf(scope);
    },
  };
}
