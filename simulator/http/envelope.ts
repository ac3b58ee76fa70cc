import type { Json, JsonObject } from "../json/json";
import { defined } from "../json/json";
import type { World } from "../state/world";
import type { FailureDetails } from "./api-failure";
import type { ApiReply } from "./api-reply";
import type { ApiRequest } from "./api-request";

export interface EnvelopeContext {
  world: World;
  request: Pick<ApiRequest, "requestId" | "token" | "principal">;
  tokensRemaining: number;
}

/**
 * The envelope's keys in order: master's own come first, 4.3's in the middle
 * (docs/kazoo.md#envelope).
 */
function envelope(
  context: EnvelopeContext,
  isAuthenticated: boolean,
  paging: Record<string, Json | undefined>,
  authToken: string | undefined,
  rest: Record<string, Json | undefined>,
): JsonObject {
  const { world, request } = context;
  const is43 = world.settings.kazoo === "4.3";
  const timestamp = new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const origin = { node: world.node, request_id: request.requestId };
  if (is43) {
    const { status, ...outcome } = rest;
    // The status of an error is part of it; of a success it comes late.
    const [early, late] = status === "error" ? [{ status }, {}] : [{}, { status }];
    const middle = { timestamp, version: "4.3.0", ...origin };
    return defined({ ...paging, ...outcome, ...early, ...middle, ...late, auth_token: authToken });
  }
  return defined({
    ...paging,
    version: isAuthenticated ? "5.0.0" : undefined,
    timestamp,
    ...origin,
    tokens: { consumed: 1, remaining: Math.floor(context.tokensRemaining) },
    auth_token: authToken,
    ...rest,
  });
}

export function successEnvelope(context: EnvelopeContext, reply: ApiReply): JsonObject {
  const paging = {
    next_start_key: reply.paging?.nextStartKey,
    page_size: reply.paging?.pageSize,
    start_key: reply.paging?.startKey,
  };
  const isAuthenticated = reply.isLogin ?? context.request.principal !== undefined;
  return envelope(context, isAuthenticated, paging, reply.authToken ?? context.request.token, {
    data: reply.data,
    revision: reply.revision,
    status: "success",
  });
}

export function errorEnvelope(context: EnvelopeContext, failure: FailureDetails): JsonObject {
  // 4.3 writes the literal "undefined" where there is no token.
  const none = context.world.settings.kazoo === "4.3" ? "undefined" : undefined;
  const token = failure.early ? undefined : context.request.token;
  const isAuthenticated = !failure.early && context.request.principal !== undefined;
  return envelope(context, isAuthenticated, { page_size: failure.pageSize }, token ?? none, {
    data: failure.data,
    error: String(failure.status),
    message: failure.message,
    status: "error",
  });
}
