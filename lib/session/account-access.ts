import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Account, AccountScope } from "@/lib/domain/account";
import { kazooIdSchema } from "@/lib/domain/account";
import { accountNotFound } from "@/lib/domain/not-found";
import type { Kazoo, KazooAccess } from "@/lib/kazoo/kazoo";

const cacheMs = 60_000;
const cachedAccounts = 10_000;

/**
 * Who may look at which account: one's own and its descendants, as Kazoo says. Kazoo checks the
 * account in a path (contract 2), so one read of the account answers it; we remember that briefly.
 */
export interface AccountAccess {
  /** Throws account_not_found for a foreign account as for one that doesn't exist. */
  require(
    access: KazooAccess,
    accountId: string,
  ): Promise<{ scope: AccountScope; account: Account }>;
}

export function createAccountAccess(kazoo: Kazoo): AccountAccess {
  const allowed = new LRUCache<string, Account>({ max: cachedAccounts, ttl: cacheMs });
  return {
    async require(access, accountId) {
      if (!kazooIdSchema.safeParse(accountId).success) {
        throw accountNotFound();
      }
      const token = createHash("sha256").update(access.token).digest("base64url");
      const cacheKey = `${access.cluster}/${token}/${accountId}`;
      const account = allowed.get(cacheKey) ?? (await kazoo.as(access).getAccount(accountId));
      allowed.set(cacheKey, account, { noUpdateTTL: true });
      return { scope: { cluster: access.cluster, accountId }, account };
    },
  };
}
