import { LRUCache } from "lru-cache";
import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import { withPatience } from "@/lib/domain/with-patience";
import type { NotStoredStore } from "./not-stored-store";

/** A viewer must not wait long for a database that is away. */
const defaultTimeoutMs = 1_000;
const maxAccounts = 10_000;

/** The reading side of the store; while that is away, what it said last. Reads never reject. */
export function rememberNotStored(
  store: Pick<NotStoredStore, "of" | "acknowledge" | "total">,
  timeoutMs = defaultTimeoutMs,
): Pick<NotStoredStore, "of" | "acknowledge" | "total"> {
  const known = new LRUCache<string, { readonly notStored: NotStored | null }>({
    max: maxAccounts,
  });
  let knownTotal = 0;

  /** Undefined when it can't be read in time. */
  function read<T>(reading: Promise<T>): Promise<T | undefined> {
    return withPatience(reading, timeoutMs).catch(() => undefined);
  }

  return {
    async of(scope: AccountScope) {
      const key = JSON.stringify([scope.cluster, scope.accountId]);
      const notStored = await read(store.of(scope));
      if (notStored !== undefined) known.set(key, { notStored });
      return known.get(key)?.notStored ?? null;
    },
    acknowledge: (scope, count) => store.acknowledge(scope, count),
    async total() {
      knownTotal = (await read(store.total())) ?? knownTotal;
      return knownTotal;
    },
  };
}
