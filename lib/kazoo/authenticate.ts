import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { Credentials } from "@/lib/domain/session";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import { type CredentialsMethod, credentialsHash } from "./credentials-hash";
import type { KazooLogin } from "./kazoo";
import { type KazooAnswer, type KazooRequest, kazooPath } from "./kazoo-request";
import { tokenExpiry } from "./token-expiry";

const loginSchema = z.object({
  auth_token: z.string().min(1),
  data: z.object({
    account_id: z.string().min(1),
    account_name: z.string().optional().catch(undefined),
    owner_id: z.string().optional().catch(undefined),
  }),
});

const secondFactorSchema = z.object({ multi_factor_request: z.unknown().optional() });

const fieldNames = new Map([
  ["account_name", "accountName"],
  ["account_realm", "accountRealm"],
  ["realm", "accountRealm"],
  ["phone_number", "phoneNumber"],
  ["credentials", "password"],
]);

function toLogin(cluster: string, answer: KazooAnswer, request: KazooRequest): KazooLogin {
  const envelope = requireSuccess(answer, request);
  const { auth_token: token, data } = parseAnswered(loginSchema, envelope, answer.kazooRequestId);
  return {
    cluster,
    token,
    expiresAt: tokenExpiry(token),
    accountId: data.account_id,
    accountName: data.account_name ?? data.account_id,
    operatorId: data.owner_id ?? null,
  };
}

/**
 * Kazoo says 401 for a wrong account, user or password alike, and we don't say more
 * (docs/kazoo.md#login-failures).
 */
function refusedLogin({ envelope, kazooRequestId }: KazooAnswer): HooklineError {
  const secondFactor = secondFactorSchema.safeParse(envelope?.data).data?.multi_factor_request;
  const details = { ...(kazooRequestId !== undefined && { kazooRequestId }) };
  if (secondFactor !== undefined) {
    const sentence =
      "Kazoo asks for a second factor, which Hookline can't give. Log in as a user without one.";
    return new HooklineError("second_factor_required", sentence, details);
  }
  const sentence =
    "Kazoo does not accept this login. Check the account, the username and the password.";
  return new HooklineError("credentials_refused", sentence, details);
}

/**
 * PUT /v2/user_auth. Sends no token: an expired one would be answered 401
 * (docs/kazoo.md#bad-tokens).
 */
export async function authenticate(
  client: KazooClient,
  cluster: string,
  method: CredentialsMethod,
  credentials: Credentials,
): Promise<KazooLogin> {
  const { accountName, accountRealm, phoneNumber, username, password } = credentials;
  const request: KazooRequest = {
    method: "PUT",
    path: kazooPath("user_auth"),
    body: {
      data: {
        credentials: credentialsHash(method, username, password),
        method,
        account_name: accountName,
        account_realm: accountRealm,
        phone_number: phoneNumber,
      },
    },
    fieldName: (wirePath) => fieldNames.get(wirePath) ?? wirePath,
  };
  const answer = await client.ask(request);
  if (answer.status === 401 && answer.envelope) throw refusedLogin(answer);
  return toLogin(cluster, answer, request);
}

/**
 * PUT /v2/auth: a new token for one that is still valid, without the password
 * (docs/kazoo.md#token-life).
 */
export async function refreshToken(
  client: KazooClient,
  cluster: string,
  token: string,
): Promise<KazooLogin> {
  const request: KazooRequest = {
    method: "PUT",
    path: kazooPath("auth"),
    token,
    body: { action: "refresh_token", data: {} },
  };
  return toLogin(cluster, await client.ask(request), request);
}
