import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject, objectAt } from "../json/json";
import { parseJson } from "../json/parse-json";
import type { Simulator } from "../simulator";

export interface TestAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The envelope; empty when there is none. */
  body: JsonObject;
  data: JsonObject;
  list: JsonObject[];
}

export interface TestCall {
  token?: string;
  data?: unknown;
  /** Sent as it is instead of an envelope around `data`. */
  body?: string;
  headers?: Record<string, string>;
}

export type ApiClient = (method: string, path: string, call?: TestCall) => Promise<TestAnswer>;

/** Calls the simulator's API over real HTTP. */
export function apiClient(simulator: Pick<Simulator, "url">): ApiClient {
  return async (method, path, { token, data, body, headers } = {}) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(token && { "x-auth-token": token }),
        ...headers,
      },
      body: body ?? (data === undefined ? undefined : JSON.stringify({ data })),
    });
    const text = await response.text();
    const parsed = text.startsWith("{") ? parseJson(text) : {};
    const envelope = isJsonObject(parsed) ? parsed : {};
    const list = Array.isArray(envelope.data) ? envelope.data.filter(isJsonObject) : [];
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: envelope,
      data: objectAt(envelope, "data") ?? {},
      list,
    };
  };
}

export const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** Logs in and gives the token and the ids. */
export async function logIn(
  call: ApiClient,
  { username = "operator", password = "hookline", accountName = "Demo" } = {},
): Promise<{ token: string; accountId: string; ownerId: string }> {
  const data = { credentials: md5(`${username}:${password}`), account_name: accountName };
  const answer = await call("PUT", "/v2/user_auth", { data });
  return {
    token: String(answer.body.auth_token),
    accountId: String(answer.data.account_id),
    ownerId: String(answer.data.owner_id),
  };
}
