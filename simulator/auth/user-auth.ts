import { invalidCredentials, tooManyRequests, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import type { ApiContext } from "../http/route";
import { stringAt } from "../json/json";
import type { Schema } from "../schema/schema";
import { validate } from "../schema/validate";
import type { Account, User } from "../state/documents";
import type { World } from "../state/world";
import { findLoginAccounts } from "./find-accounts";
import { loginReply } from "./login-reply";
import { requireSecondFactor } from "./second-factor";

const LOGIN: Schema = {
  fields: {
    account_name: { type: "string", minLength: 1, maxLength: 128 },
    account_realm: { type: "string", minLength: 4, maxLength: 253, pattern: /^[.\w_-]+$/ },
    credentials: { type: "string", required: true, minLength: 1, maxLength: 64 },
    method: { type: "string", enum: ["md5", "sha"], default: "md5" },
    phone_number: { type: "string", minLength: 1, maxLength: 64 },
  },
};

/** `PUT /v2/user_auth` (docs/kazoo.md#logging-in). */
export function logInUser(request: ApiRequest, context: ApiContext): ApiReply {
  const { world, buckets } = context;
  // One token went for the unauthenticated request, a second one for the attempt.
  if (!buckets.consume(`${request.clientIp}/no_account`)) throw tooManyRequests();
  const { value: data, errors } = validate(LOGIN, request.data);
  if (Object.keys(errors).length > 0) throw validationError(errors);

  const accounts = findLoginAccounts(world, data);
  if (accounts.length === 0) throw invalidCredentials();
  const method = stringAt(data, "method") === "sha" ? "sha" : "md5";
  const found = findUser(world, accounts, method, stringAt(data, "credentials") ?? "");
  if (!found) throw invalidCredentials(0);

  const { account, user } = found;
  refuseClosedAccount(world, account);
  requireSecondFactor(account, data);
  const location = `${request.path}/${user.id}`;
  return { ...loginReply(context, account, user, "cb_user_auth"), location };
}

/** Accounts of one name are tried in turn; the first credential match wins. */
function findUser(
  world: World,
  accounts: readonly Account[],
  method: "md5" | "sha",
  credentials: string,
): { account: Account; user: User } | undefined {
  for (const account of accounts) {
    const user = world
      .ofAccount(world.users, account.id)
      .find((u) => u.fields.enabled !== false && u.hashes?.[method] === credentials);
    if (user) return { account, user };
  }
  return undefined;
}

/** Kazoo means to answer 423 here; a pattern that never matches makes it 400. */
export function refuseClosedAccount(world: World, account: Account): void {
  if (account.expiresAt !== undefined && account.expiresAt <= world.gregorianNow()) {
    const expired = { message: "account expired", cause: account.expiresAt };
    throw validationError({ account: { expired } }, 1);
  }
  if (!account.enabled) {
    throw validationError({ account: { disabled: { message: "account disabled" } } }, 1);
  }
}
