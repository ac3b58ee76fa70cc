import { HooklineError } from "@/lib/domain/hookline-error";

/** Any failure of the database, as operators and the receiver read it. */
export function unavailable(cause: unknown): HooklineError {
  if (cause instanceof HooklineError) return cause;
  const message = "The event store can't be reached just now. Try again in a moment.";
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5, cause });
}
