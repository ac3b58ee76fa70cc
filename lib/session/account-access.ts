import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Account, AccountScope } from "@/lib/domain/account";
import { kazooIdSchema } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import { withPatience } from "@/lib/domain/with-patience";
import type { Kazoo } from "@/lib/kazoo/kazoo";

const freshMs = 60_000;
/** How long a sub-account stays open on Kazoo's earlier permission alone. */
const staleMs = 10 * 60_000;
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
 * account in a path (docs/kazoo.md#accounts), so one read of the account answers it; we believe
 * that for a minute. While Kazoo can't be asked, one's own account stays open, and for ten minutes
 * what it granted before: an outage of Kazoo is when its events are needed most. Once it refused,
 * nothing stays open until it grants again.
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
  // Accounts that Kazoo refused last, also if its refusal came after the request was let in.
  const refusals = new LRUCache<string, HooklineError>({ max: keptGrants, ttl: keptMs });
  const running = new Map<string, Promise<Account>>();

  function tokenKeyOf({ cluster, token }: AccountHolder): string {
    return `${cluster}/${createHash("sha256").update(token).digest("base64url")}`;
  }

  function keyOf(holder: AccountHolder, accountId: string): string {
    return `${tokenKeyOf(holder)}/${accountId}`;
  }

  async function ask(holder: AccountHolder, accountId: string): Promise<Account> {
    const key = keyOf(holder, accountId);
    const tokenKey = tokenKeyOf(holder);
    try {
      const account = await kazoo.as(holder).getAccount(accountId);
      grants.set(key, { account, checkedAt: Date.now() });
      refusals.delete(key);
      refusals.delete(tokenKey);
      return account;
    } catch (cause) {
      if (!(cause instanceof HooklineError) || couldNotAnswer(cause)) throw cause;
      grants.delete(key);
      refusals.set(cause.code === "session_over" ? tokenKey : key, cause);
      throw cause;
    }
  }

  /** Requests that come together share one question. */
  function check(holder: AccountHolder, accountId: string): Promise<Account> {
    const key = keyOf(holder, accountId);
    const asked =
      running.get(key) ?? ask(holder, accountId).finally(() => void running.delete(key));
    running.set(key, asked);
    return asked;
  }

  /** Undefined where Kazoo can't answer, or not in time. */
  async function checkBriefly(
    holder: AccountHolder,
    accountId: string,
  ): Promise<Account | undefined> {
    try {
      return await withPatience(check(holder, accountId), patienceMs);
    } catch (cause) {
      if (couldNotAnswer(cause)) return undefined;
      throw cause;
    }
  }

  /** What stays open while Kazoo can't be asked. */
  function fallbackFor(holder: AccountHolder, accountId: string, grant: Grant | undefined) {
    if (accountId === holder.accountId) return grant?.account ?? ownAccount(holder);
    return grant && Date.now() - grant.checkedAt < staleMs ? grant.account : undefined;
  }

  async function find(holder: AccountHolder, accountId: string): Promise<Account> {
    const key = keyOf(holder, accountId);
    const grant = grants.get(key);
    if (grant && Date.now() - grant.checkedAt < freshMs) return grant.account;
    const refusal = refusals.get(key) ?? refusals.get(tokenKeyOf(holder));
    const fallback = refusal ? undefined : fallbackFor(holder, accountId, grant);
    if (!refusal && !fallback) return check(holder, accountId);
    const account = (await checkBriefly(holder, accountId)) ?? fallback;
    if (!account) throw refusal;
    return account;
  }

  return {
    async require(holder, accountId) {
      if (!kazooIdSchema.safeParse(accountId).success) throw accountNotFound();
      const account = await find(holder, accountId);
      return { scope: { cluster: holder.cluster, accountId }, account };
    },
  };
}
