import { problemSchema } from "@/lib/domain/problem";
import { pageSession } from "../session/page-session";
import { sessionGate } from "../session/session-gate";
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

interface Frame<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false };
}

/** Posts, and gives what is streamed back as it comes. Throws ApiError. */
export async function* postFrames<T>(
  path: string,
  frame: Frame<T>,
  { body, signal }: { readonly body: unknown; readonly signal: AbortSignal },
): AsyncGenerator<T> {
  await sessionGate.whenOpen(signal);
  const response = await fetch(withBasePath(path), {
    method: "POST",
    headers: { "content-type": "application/json", ...pageSession.headers() },
    body: JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    throw signal.aborted ? cause : unreachable();
  });
  const requestId = response.headers.get("x-request-id");
  if (!response.ok || !response.body) {
    const problem = problemSchema.safeParse(await response.json().catch(() => null));
    throw problem.success ? new ApiError(problem.data) : badAnswer(response.status, requestId);
  }
  for await (const data of dataOf(response.body)) {
    const parsed = frame.safeParse(data);
    if (!parsed.success) throw badAnswer(response.status, requestId);
    yield parsed.data;
  }
}
