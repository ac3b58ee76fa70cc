import { HooklineError } from "@/lib/domain/hookline-error";
import { kazooBlacklist } from "@/lib/domain/refused-host";
import { receiveHere } from "@/lib/domain/webhook";

/**
 * Kazoo's refusal of a webhook. Where it refuses Hookline's own receiver, that is a matter of
 * settings, which no other value in the form mends.
 */
export function explainRefusal(
  cause: unknown,
  chosenUrl: string | undefined,
  sentUrl: string | undefined,
): unknown {
  if (chosenUrl !== receiveHere || sentUrl === undefined) return cause;
  if (!(cause instanceof HooklineError) || cause.fields.url === undefined) return cause;
  const url = `Kazoo refuses Hookline's own address, ${new URL(sentUrl).host}. Set PUBLIC_URL to an address that Kazoo can reach, or have Kazoo take this one off ${kazooBlacklist}.`;
  return new HooklineError(cause.code, cause.message, {
    ...(cause.kazooRequestId !== undefined && { kazooRequestId: cause.kazooRequestId }),
    fields: { ...cause.fields, url },
    cause,
  });
}
