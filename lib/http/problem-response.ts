import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { Problem } from "@/lib/domain/problem";

const unknownFailure =
  "Something failed inside Hookline. The log has the cause under this request id.";

function toHooklineError(cause: unknown): HooklineError {
  return cause instanceof HooklineError
    ? cause
    : new HooklineError("internal", unknownFailure, { cause });
}

/** Any failure → RFC 9457 problem. Unforeseen failures go to the log, not to the caller. */
export function problemResponse(cause: unknown, requestId: string, logger: Logger): Response {
  const error = toHooklineError(cause);
  const entry = {
    requestId,
    code: error.code,
    kazooRequestId: error.kazooRequestId,
    err: error.cause,
  };
  if (error.status >= 500) logger.error(entry, error.message);
  else logger.info(entry, error.message);
  const problem: Problem = {
    type: "about:blank",
    title: error.message,
    status: error.status,
    code: error.code,
    requestId,
    fields: { ...error.fields },
    ...(error.retryAfterSeconds && { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error.kazooRequestId && { kazooRequestId: error.kazooRequestId }),
  };
  return new Response(JSON.stringify(problem), {
    status: error.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(error.retryAfterSeconds && { "retry-after": String(error.retryAfterSeconds) }),
      ...(error.leavesUnread && { connection: "close" }),
    },
  });
}
