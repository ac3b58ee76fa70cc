import { createHmac } from "node:crypto";
import type { Principal } from "../http/api-request";
import { defined, type JsonObject, numberAt, stringAt } from "../json/json";
import type { Account, User } from "../state/documents";
import type { World } from "../state/world";
import { createTokenSigner } from "./json-web-token";

export type TokenCheck =
  | { state: "valid"; principal: Principal }
  | { state: "expired" }
  | { state: "invalid" };

/** Login tokens: issuing, checking, and forcing them to have expired (docs/kazoo.md#token-life). */
export interface Tokens {
  issue(account: Account, owner: User | undefined, method: string): string;
  check(token: string): TokenCheck;
  expireAll(): void;
}

const MANY_TOKENS = 10_000;

export async function createTokens(world: World): Promise<Tokens> {
  const signer = await createTokenSigner();
  const issued = new Map<string, number>();
  const forcedToExpire = new Set<string>();

  const identity = (account: Account, owner: User | undefined) =>
    createHmac("sha256", (owner ?? account).identitySecret)
      .update(account.id + (owner?.id ?? ""))
      .digest("base64url");

  function hasIdentity(claims: JsonObject): boolean {
    const account = world.accounts.get(stringAt(claims, "account_id") ?? "");
    if (!account) return false;
    const ownerId = stringAt(claims, "owner_id");
    const owner = world.tokenOwner(ownerId);
    // A changed password changes the secret; a deleted user keeps it.
    if (ownerId !== undefined && !owner) return false;
    return stringAt(claims, "identity_sig") === identity(account, owner);
  }

  function forgetExpired(): void {
    const now = world.clock.now() / 1000;
    for (const [token, exp] of issued) if (exp <= now) issued.delete(token);
  }

  return {
    issue(account, owner, method) {
      const exp = Math.floor(world.clock.now() / 1000) + world.settings.tokenLifetimeSeconds;
      const token = signer.issue(
        defined({
          account_id: account.id,
          exp,
          identity_sig: identity(account, owner),
          iss: "kazoo",
          method,
          owner_id: owner?.id,
        }),
      );
      // Only tokens that are still valid can be made to expire.
      issued.set(token, exp);
      if (issued.size > MANY_TOKENS) forgetExpired();
      return token;
    },
    check(token) {
      const claims = signer.read(token);
      if (!claims) return { state: "invalid" };
      const expiresAt = numberAt(claims, "exp") ?? 0;
      if (forcedToExpire.has(token) || expiresAt * 1000 <= world.clock.now()) {
        return { state: "expired" };
      }
      if (!hasIdentity(claims)) return { state: "invalid" };
      const accountId = stringAt(claims, "account_id") ?? "";
      const ownerId = stringAt(claims, "owner_id");
      return { state: "valid", principal: { accountId, ownerId, token, claims } };
    },
    expireAll() {
      for (const token of issued.keys()) forcedToExpire.add(token);
      issued.clear();
    },
  };
}
