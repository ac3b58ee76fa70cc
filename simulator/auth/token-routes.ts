import { ApiFailure, forbidden, invalidCredentials } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest, Principal } from "../http/api-request";
import type { ApiContext } from "../http/route";
import { defined, stringAt } from "../json/json";
import type { World } from "../state/world";
import { sessionExtras } from "./session-data";

function tokenInfo(world: World, principal: Principal): ApiReply["data"] {
  const account = world.accounts.get(principal.accountId);
  if (!account) throw invalidCredentials();
  return defined({
    account_id: principal.accountId,
    owner_id: principal.ownerId,
    ...sessionExtras(world, account),
  });
}

/** `GET /v2/token_auth`: the claims and the extras of a login (docs/kazoo.md#sending-the-token). */
export function showToken(request: ApiRequest, { world }: ApiContext): ApiReply {
  const { principal } = request;
  const account = principal && world.accounts.get(principal.accountId);
  if (!principal || !account) throw invalidCredentials();
  return { data: { ...principal.claims, ...sessionExtras(world, account) } };
}

/** `DELETE /v2/token_auth` says success, but a JWT was never stored: it stays valid. */
export const logOut = (): ApiReply => ({});

/** `GET /v2/auth/tokeninfo?token=T` works without a header. */
export function showTokenInfo(request: ApiRequest, { world, tokens }: ApiContext): ApiReply {
  const token = request.query.get("token") ?? stringAt(request.data, "token");
  if (!token) {
    throw new ApiFailure({ status: 404, message: "missing token in params", data: {} });
  }
  const check = tokens.check(token);
  if (check.state !== "valid") {
    throw new ApiFailure({ status: 401, message: "invalid_jwt", data: {} });
  }
  return { data: tokenInfo(world, check.principal), authToken: token };
}

/** `PUT /v2/auth` with `action: "refresh_token"`: a new token for a still valid one, its user deleted or not. */
export function refreshToken(request: ApiRequest, { world, tokens }: ApiContext): ApiReply {
  const { principal } = request;
  if (!principal) throw invalidCredentials();
  if (request.envelope.action !== "refresh_token") throw forbidden();
  const account = world.accounts.get(principal.accountId);
  if (!account) throw invalidCredentials();
  const owner = world.tokenOwner(principal.ownerId);
  const method = stringAt(principal.claims, "method") ?? "cb_user_auth";
  const authToken = tokens.issue(account, owner, method);
  return { data: tokenInfo(world, principal), authToken };
}

/** `GET /v2/user_auth/{token}` is refused even to the token's owner. */
export function refuseTokenPath(): ApiReply {
  throw forbidden();
}
