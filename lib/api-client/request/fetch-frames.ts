import type * as z from "zod/mini";
import { problemSchema } from "@/lib/domain/problem";
import { pageSession } from "../session/page-session";
import { endsSession, sessionGate } from "../session/session-gate";
import { ApiError, badAnswer, unreachable } from "./api-error";
import { withBasePath } from "./base-path";

/** Frames of a stream, as their data: comments and names are left out. */
async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const line = frame.split("\n").find((each) => each.startsWith("data: "));
      if (line) yield JSON.parse(line.slice("data: ".length));
    }
  }
}

/** An answer of Hookline's own API that comes in frames, each parsed by `schema`. Throws ApiError. */
export async function* fetchFrames<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  { body, signal }: { readonly body?: unknown; readonly signal: AbortSignal },
): AsyncGenerator<z.output<S>> {
  await sessionGate.whenOpen(signal);
  const response = await fetch(withBasePath(path), {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", ...pageSession.headers() },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  }).catch((cause: unknown) => {
    throw signal.aborted ? cause : unreachable();
  });
  const requestId = response.headers.get("x-request-id");
  if (!response.ok || !response.body) {
    const problem = problemSchema.safeParse(await response.json().catch(() => null));
    if (!problem.success) throw badAnswer(response.status, requestId);
    if (!endsSession(problem.data.code)) throw new ApiError(problem.data);
    sessionGate.shut();
    yield* fetchFrames(path, schema, { body, signal });
    return;
  }
  for await (const data of dataOf(response.body)) {
    const frame = schema.safeParse(data);
    if (!frame.success) throw badAnswer(response.status, requestId);
    yield frame.data;
  }
}
