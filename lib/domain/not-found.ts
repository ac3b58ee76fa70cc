import { type ErrorDetails, HooklineError } from "./hookline-error";

/** One sentence for a foreign account and for one that doesn't exist: they must look alike. */
export function accountNotFound(details?: ErrorDetails): HooklineError {
  const sentence = "There is no such account in your tree.";
  return new HooklineError("account_not_found", sentence, details);
}

/** Likewise for a webhook of another account. */
export function webhookNotFound(details?: ErrorDetails): HooklineError {
  const sentence = "Kazoo has no such webhook in this account. It may have been deleted.";
  return new HooklineError("webhook_not_found", sentence, details);
}
