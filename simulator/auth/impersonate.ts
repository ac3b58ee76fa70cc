import { badIdentifier, forbidden, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import type { ApiContext } from "../http/route";
import { loginReply } from "./login-reply";

/**
 * `PUT /v2/accounts/{A}/users/{U}/user_auth` with `action: "impersonate_user"`: a token of the user,
 * for administrators of a superduper admin account only (docs/kazoo.md#recovery-and-impersonation).
 */
export function impersonate(request: ApiRequest, context: ApiContext): ApiReply {
  const { world } = context;
  const id = request.parameters.id ?? "";
  if (request.envelope.action !== "impersonate_user") {
    const message = "Field is required but missing";
    throw validationError({ action: { required: { message, value: "action" } } });
  }
  const own = world.accounts.get(request.principal?.accountId ?? "");
  const operator = world.users.get(request.principal?.ownerId ?? "");
  const isAdmin = own?.isSuperduperAdmin && operator?.fields.priv_level === "admin";
  if (!isAdmin) throw forbidden();
  const user = world.users.get(id);
  if (!user || !request.account || user.accountId !== request.account.id) throw badIdentifier(id);
  return loginReply(context, request.account, user, "cb_user_auth");
}
