import type * as z from "zod/mini";
import { problemSchema } from "@/lib/domain/problem";
import { ApiError, badAnswer, unreachable } from "./api-error";
import { withBasePath } from "./base-path";
import { pageSession } from "./page-session";
import { endsSession, sessionGate } from "./session-gate";

interface JsonRequest {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** For logging in itself: a refused or another session is an answer, not a reason to wait. */
  readonly throughGate?: boolean;
}

async function send(path: string, request: JsonRequest): Promise<Response> {
  const { method = "GET", body, signal, throughGate } = request;
  try {
    return await fetch(withBasePath(path), {
      method,
      ...(signal && { signal }),
      headers: {
        accept: "application/json",
        ...(!throughGate && pageSession.headers()),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
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
  const response = await send(path, request);
  const answer = await readJson(response, request.signal);
  const requestId = response.headers.get("x-request-id");
  if (response.ok) {
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
