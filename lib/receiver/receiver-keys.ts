import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { AccountScope } from "@/lib/domain/account";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { ReceiverKeyStore } from "@/lib/event-store/event-store";

const keyBytes = 32;

/** All receiver keys, in memory, so that an unknown one is refused without asking the database. */
export interface ReceiverKeys {
  find(key: string): ReceiverKey | null;
  /** The account's first key; made on first use. */
  ensure(scope: AccountScope): Promise<ReceiverKey>;
  /** Whether the URL is one of the scope's receivers under this public URL. */
  owns(scope: AccountScope, url: string): boolean;
  urlOf(key: ReceiverKey): string;
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
): Promise<ReceiverKeys> {
  const byDigest = new Map<string, ReceiverKey>();
  const firstOfScope = new Map<string, ReceiverKey>();
  const inTheMaking = new Map<string, Promise<ReceiverKey>>();

  function remember(key: ReceiverKey): void {
    byDigest.set(digestOf(key.key), key);
    if (!firstOfScope.has(scopeOf(key.scope))) firstOfScope.set(scopeOf(key.scope), key);
  }

  async function create(scope: AccountScope): Promise<ReceiverKey> {
    const key: ReceiverKey = {
      id: randomUUID(),
      scope,
      name: "Default",
      key: randomBytes(keyBytes).toString("base64url"),
      createdAt: Date.now(),
    };
    await store.insert(key);
    remember(key);
    return key;
  }

  for (const key of await store.all()) remember(key);

  return {
    find: (key) => byDigest.get(digestOf(key)) ?? null,
    urlOf: (key) => `${publicUrl}/receive/${key.key}`,
    ensure(scope) {
      const existing = firstOfScope.get(scopeOf(scope));
      if (existing) return Promise.resolve(existing);
      // Two forms opened at once must not make two keys.
      const running = inTheMaking.get(scopeOf(scope));
      if (running) return running;
      const made = create(scope).finally(() => inTheMaking.delete(scopeOf(scope)));
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
