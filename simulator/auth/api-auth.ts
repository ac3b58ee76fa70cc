import { badIdentifierList, tooManyRequests, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import type { ApiContext } from "../http/route";
import { stringAt } from "../json/json";
import type { Schema } from "../schema/schema";
import { validate } from "../schema/validate";
import { loginReply } from "./login-reply";
import { refuseClosedAccount } from "./user-auth";

const KEY_LOGIN: Schema = {
  closed: true,
  fields: { api_key: { type: "string", required: true, minLength: 64, maxLength: 64 } },
};

/** `PUT /v2/api_auth`: a wrong key is a 404 (docs/kazoo.md#login-failures). */
export function logInWithKey(request: ApiRequest, context: ApiContext): ApiReply {
  const { world, buckets } = context;
  if (!buckets.consume(`${request.clientIp}/no_account`)) throw tooManyRequests();
  const { value: data, errors } = validate(KEY_LOGIN, request.data);
  if (Object.keys(errors).length > 0) throw validationError(errors);

  const key = stringAt(data, "api_key") ?? "";
  const account = [...world.accounts.values()].find((a) => a.apiKey === key);
  if (!account) throw badIdentifierList(key, 0);
  refuseClosedAccount(world, account);
  const location = `${request.path}/${account.id}`;
  return { ...loginReply(context, account, undefined, "cb_api_auth"), location };
}
