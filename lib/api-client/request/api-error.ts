import type { Problem } from "@/lib/domain/problem";

/** A refusal in the words of the server's problem, or of ours when there was no answer to read. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number;
  /** Null when no answer came. */
  readonly requestId: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Omit<Problem, "type" | "requestId"> & { requestId: string | null }) {
    super(problem.title);
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.fields = problem.fields;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

/** The request never got an answer: no network, or Hookline is down. */
export function unreachable(): ApiError {
  return new ApiError({
    code: "offline",
    title: "Hookline can't be reached. Check the network, or whether Hookline is running.",
    status: 0,
    requestId: null,
    fields: {},
  });
}

/** The answer was not what this page understands: a proxy's page, or another version's server. */
export function badAnswer(status: number, requestId: string | null): ApiError {
  return new ApiError({
    code: "bad_answer",
    title: "Hookline's answer could not be read. Reload the page; it may have been updated.",
    status,
    requestId,
    fields: {},
  });
}

/** Any failure as an ApiError, for screens that show it. */
export function toApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : badAnswer(0, null);
}
