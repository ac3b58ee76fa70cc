import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Account, AccountScope } from "@/lib/domain/account";
import { kazooIdSchema } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import type { Kazoo } from "@/lib/kazoo/kazoo";
import { withPatience } from "./with-patience";

const freshMs = 60_000;
/** No token lives longer than this by default, and no grant outlives its token's cache entry. */
const keptMs = 60 * 60_000;
const keptGrants = 10_000;
const defaultPatienceMs = 2_000;

interface Grant {
  readonly account: Account;
  readonly checkedAt: number;
}

/** The session as far as access goes: whose token it is. */
export interface AccountHolder {
  readonly cluster: string;
  readonly token: string;
  readonly accountId: string;
  readonly accountName: string;
}

/**
 * Who may look at which account: one's own and its descendants, as Kazoo says. Kazoo checks the
 * account in a path (contract 2), so one read of the account answers it; we believe that for a
 * minute. While Kazoo can't be asked, one's own account and what it granted before stay open:
 * an outage of Kazoo is when its events are needed most.
 */
export interface AccountAccess {
  /** Throws account_not_found for a foreign account as for one that doesn't exist. */
  require(
    holder: AccountHolder,
    accountId: string,
  ): Promise<{ scope: AccountScope; account: Account }>;
}

function couldNotAnswer(cause: unknown): boolean {
  if (!(cause instanceof HooklineError)) return false;
  return cause.status >= 500 || cause.code === "kazoo_busy";
}

function ownAccount({ accountId, accountName }: AccountHolder): Account {
  return { id: accountId, name: accountName, realm: null, path: [] };
}

export function createAccountAccess(kazoo: Kazoo, patienceMs = defaultPatienceMs): AccountAccess {
  const grants = new LRUCache<string, Grant>({ max: keptGrants, ttl: keptMs });

  function keyOf({ cluster, token }: AccountHolder, accountId: string): string {
    return `${cluster}/${createHash("sha256").update(token).digest("base64url")}/${accountId}`;
  }

  async function check(holder: AccountHolder, accountId: string): Promise<Account> {
    const key = keyOf(holder, accountId);
    try {
      const account = await kazoo.as(holder).getAccount(accountId);
      grants.set(key, { account, checkedAt: Date.now() });
      return account;
    } catch (cause) {
      if (!couldNotAnswer(cause)) grants.delete(key);
      throw cause;
    }
  }

  async function find(holder: AccountHolder, accountId: string): Promise<Account> {
    const grant = grants.get(keyOf(holder, accountId));
    if (grant && Date.now() - grant.checkedAt < freshMs) return grant.account;
    const fallback =
      grant?.account ?? (accountId === holder.accountId ? ownAccount(holder) : undefined);
    if (!fallback) return check(holder, accountId);
    try {
      return (await withPatience(check(holder, accountId), patienceMs)) ?? fallback;
    } catch (cause) {
      if (couldNotAnswer(cause)) return fallback;
      throw cause;
    }
  }

  return {
    async require(holder, accountId) {
      if (!kazooIdSchema.safeParse(accountId).success) throw accountNotFound();
      const account = await find(holder, accountId);
      return { scope: { cluster: holder.cluster, accountId }, account };
    },
  };
}
