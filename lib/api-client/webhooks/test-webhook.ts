import { problemSchema } from "@/lib/domain/problem";
import { type TestHop, testHopSchema } from "@/lib/domain/test-hop";
import { path } from "@/lib/format/path";
import { ApiError, badAnswer, unreachable } from "../request/api-error";
import { withBasePath } from "../request/base-path";
import { pageSession } from "../session/page-session";
import { sessionGate } from "../session/session-gate";

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

/** Makes a webhook deliver once and gives each hop as it happens. Throws ApiError. */
export async function* testWebhook(
  accountId: string,
  webhookId: string,
  { elsewhere, signal }: { readonly elsewhere: boolean; readonly signal: AbortSignal },
): AsyncGenerator<TestHop> {
  await sessionGate.whenOpen(signal);
  const url = withBasePath(path`/api/accounts/${accountId}/webhooks/${webhookId}/test`);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...pageSession.headers() },
    body: JSON.stringify({ elsewhere }),
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
    const hop = testHopSchema.safeParse(data);
    if (!hop.success) throw badAnswer(response.status, requestId);
    yield hop.data;
  }
}
