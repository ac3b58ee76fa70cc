import { randomUUID } from "node:crypto";
import * as z from "zod/v4/core";
import type { Account, AccountScope } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import { issueInWords } from "@/lib/domain/schema-words";
import { getRuntime, type Runtime } from "@/lib/runtime";
import { requireSession } from "@/lib/session/require-session";
import type { SessionData } from "@/lib/session/session-data";
import { requireIdentity } from "@/lib/session/session-identity";
import { readJsonBody } from "./limited-body";
import { problemResponse } from "./problem-response";
import { requireSameOrigin } from "./same-origin";

type Auth = "public" | "session" | "account";
type PathParams = Record<string, string | string[] | undefined>;

interface RouteContext {
  readonly params: Promise<PathParams>;
}

export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** What a handler is given: everything already parsed and allowed. */
interface Handling<A extends Auth, Params, Query, Body> {
  readonly runtime: Runtime;
  readonly request: Request;
  readonly requestId: string;
  readonly session: A extends "public" ? null : SessionData;
  /** The account of the URL, checked to be in the session's own tree. */
  readonly scope: A extends "account" ? AccountScope : null;
  readonly account: A extends "account" ? Account : null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

interface RouteDefinition<
  A extends Auth,
  P extends z.$ZodType,
  Q extends z.$ZodType,
  B extends z.$ZodType,
> {
  /** "account": the path has :accountId, and it must be in the session's tree. */
  readonly auth: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** A value becomes 200 JSON; a Response goes out as it is. */
  readonly handle: (
    handling: Handling<A, z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<unknown> | unknown;
}

function parse<S extends z.$ZodType>(schema: S, input: unknown, what: string): z.output<S> {
  const result = z.safeParse(schema, input, { error: issueInWords });
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join(".")] ??= issue.message;
  throw new HooklineError("validation_failed", `Something in the ${what} is not right.`, {
    fields,
  });
}

async function authorize(auth: Auth, request: Request, runtime: Runtime, params: PathParams) {
  if (auth === "public") return { session: null, scope: null, account: null };
  const session = await requireSession(runtime);
  requireIdentity(request.headers, session);
  if (auth === "session") return { session, scope: null, account: null };
  const granted = await runtime.accountAccess.require(session, String(params.accountId));
  return { session, ...granted };
}

/** JSON with another status than 200, for handlers that need one. */
export function json(value: unknown, status: number): Response {
  return Response.json(value, { status });
}

/**
 * The one wrapper of all routes: same origin → session → account → parse → handle → JSON or
 * RFC 9457 problem, each answer with a request id and never cached.
 */
export function route<
  A extends Auth,
  P extends z.$ZodType = z.$ZodUndefined,
  Q extends z.$ZodType = z.$ZodUndefined,
  B extends z.$ZodType = z.$ZodUndefined,
>(definition: RouteDefinition<A, P, Q, B>): RouteHandler {
  return async (request, context) => {
    const requestId = randomUUID().replaceAll("-", "");
    const runtime = getRuntime();
    try {
      requireSameOrigin(request.method, request.headers, runtime.env);
      const params = await context.params;
      const granted = await authorize(definition.auth, request, runtime, params);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const handled = await definition.handle({
        runtime,
        request,
        requestId,
        ...granted,
        params: definition.params && parse(definition.params, params, "path"),
        query: definition.query && parse(definition.query, query, "query"),
        body: definition.body && parse(definition.body, await readJsonBody(request), "body"),
      } as Handling<A, z.output<P>, z.output<Q>, z.output<B>>);
      const response = handled instanceof Response ? handled : Response.json(handled);
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      response.headers.set("x-request-id", requestId);
      // Ages and presets are counted by this clock, not by the browser's.
      response.headers.set("hookline-now", String(Date.now()));
      return response;
    } catch (cause) {
      return problemResponse(cause, requestId, runtime.logger);
    }
  };
}
