import { type ErrorDetails, HooklineError } from "@/lib/domain/hookline-error";

const bodyLimitBytes = 256 * 1024;

function tooLarge(details: ErrorDetails = {}): HooklineError {
  const sentence = `A body has at most ${bodyLimitBytes} bytes here.`;
  return new HooklineError("body_too_large", sentence, details);
}

/** Parses a JSON body of at most 256 KiB; whatever else comes is a clear error. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new HooklineError("unsupported_media_type", "Send the body as application/json.");
  }
  // Node skips a body that was never read, and keeps the connection. Closing it here would cut off
  // whoever still sends, before they read the answer.
  if (Number(request.headers.get("content-length")) > bodyLimitBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > bodyLimitBytes) throw tooLarge({ leavesUnread: true });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    // No cause: JSON's own message quotes the body, which may hold a password, and causes are logged.
    throw new HooklineError("bad_request", "The body is not valid JSON.");
  }
}
