import type { IncomingMessage, ServerResponse } from "node:http";
import { compactJson } from "../json/print-json";
import {
  ApiFailure,
  BareFailure,
  initFailed,
  methodNotAllowed,
  notFound,
  tooManyRequests,
} from "./api-failure";
import type { ApiReply } from "./api-reply";
import type { ApiRequest } from "./api-request";
import { authenticate, authorize, findPathAccount } from "./authorize";
import { asCsv } from "./csv-list";
import { errorEnvelope, successEnvelope } from "./envelope";
import { findToken } from "./find-token";
import { FRONT_PAGE } from "./front-page";
import { openEnvelope } from "./open-envelope";
import { isKnown } from "./preconditions";
import { present } from "./present";
import { readBody } from "./read-body";
import { requireAcceptedCharges } from "./require-accepted-charges";
import { type ApiContext, isEndpointKnown, matchRoute, type Route } from "./route";
import { API_ROUTES } from "./routes";
import { writeResponse } from "./write-response";

const ALL_METHODS = "OPTIONS, GET, POST, PUT, DELETE, HEAD, PATCH, OPTIONS";
const LONG_AGO = "Fri, 01 Jan 1999 00:00:00 GMT";
const V1_GONE = "API version 1 is not supported. Please upgrade your code to use version 2.";

/** The segments of a path without a route; none before the route was looked for. */
function allowedMethods(route: Route | undefined, segments: readonly string[] = []): string {
  if (route) return ["OPTIONS", ...Object.keys(route.methods)].join(", ");
  // A path that an endpoint doesn't know allows nothing.
  return isEndpointKnown(API_ROUTES, segments) ? "OPTIONS" : ALL_METHODS;
}

function startRequest(incoming: IncomingMessage, context: ApiContext): ApiRequest {
  const url = new URL(incoming.url ?? "/", "http://simulator");
  const [version, ...rest] = url.pathname.replace(/^\//, "").split("/");
  if (rest.at(-1) === "") rest.pop();
  const given = incoming.headers["x-request-id"];
  return {
    method: incoming.method ?? "GET",
    segments: rest.map((segment) => decodeSegment(segment)),
    path: `/${[version, ...rest].join("/")}`,
    query: url.searchParams,
    headers: incoming.headers,
    envelope: {},
    data: {},
    requestId: typeof given === "string" ? given : context.world.newId(),
    clientIp: incoming.socket.remoteAddress ?? "",
    parameters: {},
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** One request through Crossbar's stages, in the order in which they can fail. */
export async function handleApiRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const request = startRequest(incoming, context);
  const version = request.path.split("/")[1] ?? "";
  const bare = (status: number, isNegotiated: boolean) =>
    writeResponse(response, request.requestId, { status, isNegotiated });
  if (version === "") {
    const body = FRONT_PAGE;
    const contentType = "text/plain";
    writeResponse(response, request.requestId, {
      status: 200,
      body,
      contentType,
      isNegotiated: false,
    });
    return;
  }
  if (!/^v\d+$/.test(version)) return bare(404, true);

  const matched = matchRoute(API_ROUTES, request.segments);
  let route: Route | undefined;
  let unknown: readonly string[] = [];
  let isNegotiated = false;
  const bucket = () => {
    const { oneBucket } = context.world.settings;
    return `${request.clientIp}/${oneBucket ? "any" : (request.account?.id ?? "no_account")}`;
  };
  const envelopeContext = () => ({
    world: context.world,
    request,
    tokensRemaining: context.buckets.remaining(bucket()),
  });
  try {
    if (version === "v1" && context.world.settings.kazoo === "master") {
      throw new ApiFailure({ status: 410, message: "gone", data: V1_GONE, early: true });
    }
    // Only a browser's question, which has an origin, is answered.
    if (request.method === "OPTIONS" && matched && request.headers.origin !== undefined) {
      const cors = { methods: allowedMethods(matched.route) };
      const out = { status: 200, isNegotiated: false, cors };
      return writeResponse(response, request.requestId, out);
    }
    Object.assign(
      request,
      openEnvelope(await readBody(incoming), incoming.headers["content-type"]),
    );
    tunnelVerb(request);
    const found = findToken(request.headers, request.query, request.envelope);
    request.token = found?.token;
    authenticate(request, found?.isUsable ?? false, context);
    if (!matched && request.segments.length > 0) {
      unknown = request.segments;
      const isOrdinary =
        request.principal && !context.world.isSuperduper(request.principal.accountId);
      throw isOrdinary ? notFound() : new BareFailure(404);
    }
    route = matched?.route;
    request.parameters = matched?.parameters ?? {};
    if (request.method === "HEAD") throw new BareFailure(405);
    const endpoint = route?.methods[request.method];
    // A POST may stand for any verb; the other methods must be offered themselves.
    const isOffered = incoming.method === "POST" || route?.methods[incoming.method ?? ""];
    if (route && !(endpoint && isOffered)) throw methodNotAllowed();
    findPathAccount(request, context);
    const isToken = request.principal && request.principal.claims.method !== "cb_basic_auth";
    const paysForItself = !isToken || context.world.settings.kazoo === "4.3";
    if (paysForItself && !context.buckets.consume(bucket())) throw tooManyRequests();
    if (!endpoint?.isPublic) authorize(request, context);
    if (!endpoint) throw new BareFailure(404);
    requireAcceptedCharges(request, context);
    if (!acceptsJson(request)) throw new BareFailure(406);
    isNegotiated = true;
    if (request.method === "PATCH" && request.dataList) throw initFailed();
    writeReply(request, response, asCsv(request, endpoint.handle(request, context)));
  } catch (error) {
    if (error instanceof BareFailure) return bare(error.status, error.status !== 406);
    const details =
      error instanceof ApiFailure
        ? error.details
        : { status: 500, message: "unspecified_fault", data: { message: String(error) } };
    writeResponse(response, request.requestId, {
      status: details.status,
      body: compactJson(errorEnvelope(envelopeContext(), details)),
      ...negotiation(isNegotiated && details.status !== 429),
      cors: { methods: allowedMethods(route, unknown) },
    });
  }

  function writeReply(from: ApiRequest, to: ServerResponse, reply: ApiReply): void {
    const isGet = incoming.method === "GET";
    const etag = isGet && reply.revision !== undefined ? `"${reply.revision}"` : undefined;
    const isUnchanged = isGet && isKnown(from, etag);
    // The revision of a list is only worked out for a real GET.
    const isUntold = !isGet && Array.isArray(reply.data) && reply.revision !== undefined;
    const told = isUntold ? { ...reply, revision: "automatic" } : reply;
    const shown = reply.raw ?? present(from, successEnvelope(envelopeContext(), told));
    writeResponse(to, from.requestId, {
      status: isUnchanged ? 304 : (reply.status ?? (from.method === "PUT" ? 201 : 200)),
      body: isUnchanged ? "" : shown.body,
      contentType: isUnchanged ? undefined : shown.contentType,
      isNegotiated: true,
      cors: from.headers.origin ? { methods: allowedMethods(route) } : undefined,
      headers: {
        etag,
        "content-disposition": reply.raw?.disposition,
        expires: isGet ? LONG_AGO : undefined,
        location: reply.location,
      },
    });
  }

  /** Errors from before the endpoint's own code have a content type on 4.3 only. */
  function negotiation(isNegotiated: boolean) {
    const isTyped = isNegotiated || context.world.settings.kazoo === "4.3";
    return { isNegotiated, contentType: isTyped ? "application/json" : undefined };
  }
}

/** A request with a body may stand for another verb, named in the envelope or the query. */
function tunnelVerb(request: ApiRequest): void {
  if (!["POST", "PUT", "PATCH", "DELETE"].includes(request.method)) return;
  const verb = request.envelope.verb ?? request.query.get("verb");
  if (typeof verb === "string" && /^(get|put|patch|delete)$/i.test(verb)) {
    request.method = verb.toUpperCase();
  }
}

function acceptsJson(request: ApiRequest): boolean {
  const accept = request.headers.accept;
  return accept === undefined || /json|\*\/\*|application\/\*|csv/.test(accept);
}
