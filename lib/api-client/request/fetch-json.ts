import type * as z from "zod/mini";
import { problemSchema } from "@/lib/domain/problem";
import { pageSession } from "../session/page-session";
import { endsSession, sessionGate } from "../session/session-gate";
import { ApiError, badAnswer, unreachable } from "./api-error";
import { withBasePath } from "./base-path";
import { kazooLink } from "./kazoo-link";
import { serverClock } from "./server-clock";

interface JsonRequest {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** For logging in itself: a refused or another session is an answer, not a reason to wait. */
  readonly throughGate?: boolean;
  /** The answer comes from Kazoo, so it tells whether Kazoo can be reached. */
  readonly asksKazoo?: boolean;
}

async function send(path: string, request: JsonRequest): Promise<Response> {
  const { method = "GET", body, signal, throughGate } = request;
  const askedAt = Date.now();
  try {
    const response = await fetch(withBasePath(path), {
      method,
      ...(signal && { signal }),
      headers: {
        accept: "application/json",
        ...(!throughGate && pageSession.headers()),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    serverClock.noteAnswer(response.headers, askedAt);
    return response;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
}

async function readText(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
}

async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  const text = await readText(response, signal);
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer(response.status, response.headers.get("x-request-id"));
  }
}

/** The answer and its text read as JSON; tells when Kazoo lets it wait. */
async function exchange(path: string, request: JsonRequest) {
  const endWaiting = request.asksKazoo ? kazooLink.startWaiting() : null;
  try {
    const response = await send(path, request);
    return { response, answer: await readJson(response, request.signal) };
  } finally {
    endWaiting?.();
  }
}

/**
 * One request to Hookline's own API, its answer parsed by `schema`. Throws ApiError. When the
 * session is over it waits behind the login dialog and then asks again.
 */
export async function fetchJson<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  request: JsonRequest = {},
): Promise<z.output<S>> {
  if (!request.throughGate) await sessionGate.whenOpen(request.signal);
  const { response, answer } = await exchange(path, request);
  const requestId = response.headers.get("x-request-id");
  if (response.ok) {
    if (request.asksKazoo) kazooLink.reportAnswer();
    const parsed = schema.safeParse(answer);
    if (!request.throughGate) pageSession.reportReturn();
    if (parsed.success) return parsed.data;
    throw badAnswer(response.status, requestId);
  }
  const problem = problemSchema.safeParse(answer);
  if (!problem.success) throw badAnswer(response.status, requestId);
  if (!request.throughGate && endsSession(problem.data.code)) {
    sessionGate.shut();
    return fetchJson(path, schema, request);
  }
  pageSession.reportProblem(problem.data.code);
  kazooLink.reportProblem(problem.data.code);
  throw new ApiError(problem.data);
}

/** "?a=1&b=2" of the values that are there; "" when none is. */
export function queryString(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
