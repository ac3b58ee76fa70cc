import { notificationEvent } from "../events/notification-event";
import { tooManyRequests, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import type { ApiContext } from "../http/route";
import { defined, type JsonObject, stringAt } from "../json/json";
import type { Schema } from "../schema/schema";
import { validate } from "../schema/validate";
import { findLoginAccounts } from "./find-accounts";
import { loginReply } from "./login-reply";

const short = { type: "string", minLength: 1, maxLength: 64 } as const;

const RECOVERY: Schema = {
  fields: {
    account_name: short,
    account_realm: short,
    phone_number: short,
    ui_url: { type: "string", required: true, minLength: 14, maxLength: 2000 },
    username: { type: "string", required: true, minLength: 1, maxLength: 254 },
  },
};

const RESET: Schema = {
  fields: { reset_id: { type: "string", required: true, pattern: /^[a-fA-F0-9]{40,250}$/ } },
};

function checked(schema: Schema, request: ApiRequest, { buckets }: ApiContext): JsonObject {
  if (!buckets.consume(`${request.clientIp}/no_account`)) throw tooManyRequests();
  const { value, errors } = validate(schema, request.data);
  if (Object.keys(errors).length > 0) throw validationError(errors);
  return value;
}

const notFound = (field: string, message: string, cause: string) =>
  validationError({ [field]: { not_found: { message, cause } } });

/**
 * `PUT /v2/user_auth/recovery`: mails a link, which the notification shows too
 * (docs/kazoo.md#recovery-and-impersonation).
 */
export function requestRecovery(request: ApiRequest, context: ApiContext): ApiReply {
  const { world, firing } = context;
  const data = checked(RECOVERY, request, context);
  const username = (stringAt(data, "username") ?? "").toLowerCase();
  const accounts = findLoginAccounts(world, data);
  if (accounts.length === 0) {
    const name = stringAt(data, "account_name") ?? stringAt(data, "account_realm") ?? "";
    throw notFound("account_name", "The provided account name could not be found", name);
  }
  const user = accounts
    .flatMap(({ id }) => world.ofAccount(world.users, id))
    .find(({ fields }) => fields.username === username && fields.enabled !== false);
  if (!user) throw notFound("username", "The provided user name was not found", username);
  const email = stringAt(user.fields, "email") ?? "";
  user.resetId = world.newKey(64);
  const uiUrl = (stringAt(data, "ui_url") ?? "").replace(/[?#].*$/, "");
  firing.publish(
    notificationEvent(
      world,
      user.accountId,
      "password_recovery",
      defined({
        user_id: user.id,
        timezone: user.fields.timezone,
        last_name: user.fields.last_name,
        first_name: user.fields.first_name,
        password_reset_link: `${uiUrl}?recovery=${user.resetId}`,
        email,
      }),
    ),
  );
  return { data: `Request for password reset handled, email sent to: ${email}` };
}

/** `POST /v2/user_auth/recovery`: the link's id, once, for a token. */
export function acceptRecovery(request: ApiRequest, context: ApiContext): ApiReply {
  const { world } = context;
  const resetId = stringAt(checked(RESET, request, context), "reset_id") ?? "";
  const user = [...world.users.values()].find((other) => other.resetId === resetId);
  const account = user && world.accounts.get(user.accountId);
  if (!user || !account) {
    throw notFound("user", "The reset_id is not valid or has expired", resetId);
  }
  user.resetId = undefined;
  world.revise(user, { ...user.fields, require_password_update: true });
  return loginReply(context, account, user, "cb_user_auth");
}
