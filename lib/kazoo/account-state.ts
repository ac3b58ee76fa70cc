import { z } from "zod";
import { type ErrorDetails, HooklineError } from "@/lib/domain/hookline-error";
import { unixMsFromGregorian } from "./gregorian-time";
import type { KazooAnswer } from "./kazoo-request";

const accountStateSchema = z.object({
  account: z.object({
    disabled: z.unknown().optional(),
    expired: z.unknown().optional(),
  }),
});

function expiryDate(expired: unknown): string {
  const cause = z.object({ cause: z.number() }).safeParse(expired).data?.cause;
  const date = new Date(cause === undefined ? Number.NaN : unixMsFromGregorian(cause));
  return Number.isNaN(date.getTime()) ? "" : ` on ${date.toISOString().slice(0, 10)}`;
}

/**
 * Kazoo says it with 400, its own UI expects 423: both are read (docs/kazoo.md#login-failures).
 * Null: not about that.
 */
export function accountStateError(
  { status, envelope }: KazooAnswer,
  details: ErrorDetails,
): HooklineError | null {
  if (status !== 400 && status !== 423) return null;
  const state = accountStateSchema.safeParse(envelope?.data).data?.account;
  if (state?.disabled !== undefined) {
    const sentence = "This account is disabled in Kazoo. Ask whoever runs Kazoo to enable it.";
    return new HooklineError("account_disabled", sentence, details);
  }
  if (state?.expired !== undefined) {
    const sentence = `This account expired${expiryDate(state.expired)}. Ask whoever runs Kazoo to extend it.`;
    return new HooklineError("account_expired", sentence, details);
  }
  return null;
}
