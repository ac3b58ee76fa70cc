import { randomBytes, randomUUID } from "node:crypto";
import pLimit from "p-limit";
import type { Logger } from "@/lib/config/logger";
import { digestOfKey, type KeyFile } from "@/lib/control/key-file";
import type { AccountScope } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { ReceiverKeyStore } from "@/lib/store/store";

const keyBytes = 32;
const defaultName = "Default";
const rewriteMs = 1_000;

/** All receiver keys, in memory as the database had them last, and in the file that receivers follow. */
export interface ReceiverKeys {
  /** The account's keys, oldest first. */
  list(scope: AccountScope): readonly ReceiverKey[];
  /** Makes another key. A key with the name of an older one is meant to replace it. */
  create(scope: AccountScope, name: string): Promise<ReceiverKey>;
  /** Once it resolves the key is in no file any more. False when the account has no such key. */
  revoke(scope: AccountScope, keyId: string): Promise<boolean>;
  /** The key for new webhooks: the newest one named "Default", else the oldest; null before the first. */
  forNewWebhooks(scope: AccountScope): ReceiverKey | null;
  /** The same, and made where there is none. */
  ensure(scope: AccountScope): Promise<ReceiverKey>;
  /** Whether the URL is one of the scope's receivers under this public URL. */
  owns(scope: AccountScope, url: string): boolean;
  urlOf(key: ReceiverKey): string;
  /** Whether there is a key of this digest now, also one that another process made. */
  isKnown(digest: string): Promise<boolean>;
  /** Reads the keys again: what others created or revoked, and when each was last used. */
  refresh(): Promise<void>;
}

interface ReceiverKeyParts {
  readonly store: Pick<ReceiverKeyStore, "all" | "insert" | "remove">;
  readonly publicUrl: string;
  readonly writeFile: (content: KeyFile) => Promise<void>;
  readonly logger: Logger;
  readonly now?: () => number;
}

function scopeOf({ cluster, accountId }: AccountScope): string {
  return `${cluster}/${accountId}`;
}

function fileOf(byDigest: ReadonlyMap<string, ReceiverKey>): KeyFile {
  const keys = [...byDigest].map(([digest, { id, scope }]) => ({ digest, id, ...scope }));
  return { version: 1, keys };
}

export async function loadReceiverKeys(parts: ReceiverKeyParts): Promise<ReceiverKeys> {
  const { store, publicUrl, writeFile, logger, now = Date.now } = parts;
  // One step at a time, or an older read could end last and win.
  const inTurn = pLimit(1);
  const inTheMaking = new Map<string, Promise<ReceiverKey>>();
  let byDigest = new Map<string, ReceiverKey>();
  let nextRead: Promise<void> | null = null;
  let inFile = "";
  let rewrite: NodeJS.Timeout | undefined;

  /** Always inside a step of its own. */
  async function tellReceivers(): Promise<void> {
    clearTimeout(rewrite);
    const content = fileOf(byDigest);
    const text = JSON.stringify(content);
    if (text === inFile) return;
    try {
      await writeFile(content);
      inFile = text;
    } catch (cause) {
      logger.error({ err: cause }, "the file of receiver keys can't be written; trying again");
      rewrite = setTimeout(() => inTurn(tellReceivers).catch(() => {}), rewriteMs).unref();
      throw cause;
    }
  }

  /** Shared by those who come before it begins. */
  function refresh(): Promise<void> {
    nextRead ??= inTurn(async () => {
      nextRead = null;
      const keys = await store.all();
      byDigest = new Map(keys.map((key) => [digestOfKey(key.key), key]));
      // A full disk is reported above; the keys that were read are right nevertheless.
      await tellReceivers().catch(() => {});
    });
    return nextRead;
  }

  function list(scope: AccountScope): ReceiverKey[] {
    return [...byDigest.values()].filter((key) => scopeOf(key.scope) === scopeOf(scope));
  }

  function forNewWebhooks(scope: AccountScope): ReceiverKey | null {
    const keys = list(scope);
    return keys.findLast(({ name }) => name === defaultName) ?? keys[0] ?? null;
  }

  function create(scope: AccountScope, name: string): Promise<ReceiverKey> {
    const key: ReceiverKey = {
      id: randomUUID(),
      scope,
      name,
      key: randomBytes(keyBytes).toString("base64url"),
      createdAt: now(),
      lastUsedAt: null,
    };
    return inTurn(async () => {
      await store.insert(key);
      byDigest.set(digestOfKey(key.key), key);
      // Without the file a receiver asks the console for each key.
      await tellReceivers().catch(() => {});
      return key;
    });
  }

  function revoke(scope: AccountScope, keyId: string): Promise<boolean> {
    return inTurn(async () => {
      const key = list(scope).find(({ id }) => id === keyId);
      if (!key) return false;
      await store.remove(scope, keyId);
      byDigest.delete(digestOfKey(key.key));
      await tellReceivers().catch((cause: unknown) => {
        throw new HooklineError(
          "storage_unavailable",
          "The key is revoked, but its deliveries are still taken: the data folder can't be written. This is tried again.",
          { cause },
        );
      });
      return true;
    });
  }

  await refresh();

  return {
    list,
    create,
    revoke,
    refresh,
    urlOf: (key) => `${publicUrl}/receive/${key.key}`,
    async isKnown(digest) {
      if (!byDigest.has(digest)) await refresh();
      return byDigest.has(digest);
    },
    forNewWebhooks,
    ensure(scope) {
      const existing = forNewWebhooks(scope);
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
      const found = byDigest.get(digestOfKey(url.slice(prefix.length).split(/[?#]/)[0] ?? ""));
      return found !== undefined && scopeOf(found.scope) === scopeOf(scope);
    },
  };
}
