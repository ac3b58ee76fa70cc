import { type ErrorDetails, HooklineError } from "@/lib/domain/hookline-error";
import type { Envelope } from "./envelope";

export interface KazooRequest {
  readonly method: "GET" | "PUT" | "PATCH" | "DELETE";
  /** From kazooPath(), without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The revision that is changed; another by now is a kazoo_conflict. */
  readonly ifMatch?: string;
  /** Absent where Kazoo must not see one: at login (docs/kazoo.md#bad-tokens). */
  readonly token?: string;
  /** The whole body, Kazoo's `data` envelope included. */
  readonly body?: unknown;
  /** Not tried again by itself: whoever asks sees to that. */
  readonly once?: boolean;
  /** What a 404 means here. */
  readonly notFound?: (details: ErrorDetails) => HooklineError;
  /** Our name of a field that Kazoo refuses, from its dotted path and the rules it breaks. */
  readonly fieldName?: (wirePath: string, rules: readonly string[]) => string;
}

export interface KazooAnswer {
  readonly status: number;
  /** Lower case, without parameters; "" when there was none. */
  readonly contentType: string;
  readonly bodyLength: number;
  readonly envelope: Envelope | null;
  readonly kazooRequestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** "/v2/accounts/…" with each segment escaped. */
export function kazooPath(...segments: readonly string[]): string {
  // Escaping leaves dots alone, and a server would walk up the path on them.
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
    throw new HooklineError("not_found", "There is nothing under this id.");
  }
  return `/v2/${segments.map(encodeURIComponent).join("/")}`;
}
