import { basicPrincipal } from "../auth/basic-auth";
import { ApiFailure, badIdentifier, forbidden, invalidCredentials } from "./api-failure";
import type { ApiRequest } from "./api-request";
import type { ApiContext } from "./route";

/**
 * Reads the token. On master an EXPIRED one fails every request, public ones too
 * (docs/kazoo.md#bad-tokens).
 */
export function authenticate(
  request: ApiRequest,
  isUsable: boolean,
  { tokens, world }: ApiContext,
): void {
  if (request.token === undefined) return;
  const isBasic = request.headers.authorization?.startsWith("Basic ") ?? false;
  if (!isUsable && isBasic && world.settings.basicAuth) {
    request.principal = basicPrincipal(world, request.token);
  }
  if (!isUsable) return;
  const check = tokens.check(request.token);
  if (check.state === "expired" && world.settings.kazoo === "master") {
    throw new ApiFailure({ status: 401, message: "invalid credentials", data: {} });
  }
  if (check.state !== "valid") return;
  const wanted = request.headers["x-auth-account-id"];
  if (wanted !== undefined && wanted !== check.principal.accountId) return;
  request.principal = check.principal;
}

/** The account of the path: unknown ones are 404 even before the token is asked for. */
export function findPathAccount(request: ApiRequest, { world }: ApiContext): void {
  const id = request.parameters.accountId;
  if (id === undefined) return;
  if (!/^[0-9a-f]{32}$/i.test(id)) {
    const message = id === "" ? "missing account_id" : `invalid account_id '${id}'`;
    throw new ApiFailure({ status: 404, message: "bad identifier", data: { message } });
  }
  const account = world.accounts.get(id);
  if (!account) throw badIdentifier(id);
  request.account = account;
}

/** Own account, descendants, or anything for a superduper admin (docs/kazoo.md#accounts). */
export function authorize(request: ApiRequest, { world }: ApiContext): void {
  const { principal, account } = request;
  if (!principal) throw invalidCredentials();
  const own = world.accounts.get(principal.accountId);
  if (!own) throw invalidCredentials();
  if (own.expiresAt !== undefined && own.expiresAt <= world.gregorianNow()) {
    const expired = { message: "account expired", cause: own.expiresAt };
    const data = { account: { expired } };
    throw new ApiFailure({ status: 400, message: "validation error", data });
  }
  if (!account || own.isSuperduperAdmin || world.isInTree(account, own.id)) return;
  throw forbidden();
}
