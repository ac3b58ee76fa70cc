import { createHash, timingSafeEqual } from "node:crypto";
import { HooklineError } from "@/lib/domain/hookline-error";

/** Digests have equal lengths, so comparing them takes the same time for every token. */
function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * Refuses a request that doesn't carry `Authorization: Bearer <token>` (RFC 6750): 401, and 404
 * when no token is configured, so that metrics are never public by default.
 */
export function requireMetricsToken(headers: Headers, token: string | undefined): void {
  if (token === undefined) {
    throw new HooklineError(
      "not_found",
      "Metrics are switched off. Set METRICS_TOKEN and send it as a bearer token.",
    );
  }
  const sent = /^bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  if (timingSafeEqual(digestOf(sent), digestOf(token))) return;
  throw new HooklineError(
    "credentials_refused",
    "Send METRICS_TOKEN as a bearer token: Authorization: Bearer …",
  );
}
