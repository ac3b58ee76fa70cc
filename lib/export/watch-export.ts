import { HooklineError } from "@/lib/domain/hookline-error";
import type { Breakage } from "./stream-text";

const recheckMs = 60_000;
// setTimeout takes no longer delay; no token lives that long either.
const longestTimerMs = 2 ** 31 - 1;

/** What an export may go on under. */
export interface ExportConditions {
  /** Aborted when the process begins to stop. */
  readonly stopping: AbortSignal;
  /** Aborted when the client has gone, also before it took anything. */
  readonly gone: AbortSignal;
  /** Unix milliseconds: when the session that asked is over. */
  readonly expiresAt: number;
  /** Rejects once the operator may no longer look at the account. */
  readonly checkAccess: () => Promise<unknown>;
  readonly recheckEveryMs?: number;
}

function breakageOf(cause: unknown): Breakage | null {
  if (!(cause instanceof HooklineError)) return null;
  if (cause.code === "session_over") return "session over";
  // That Kazoo doesn't answer is no refusal.
  return cause.status < 500 && cause.code !== "kazoo_busy" ? "access lost" : null;
}

/**
 * Breaks an export off when the process stops, its client has gone, its session is over or Kazoo
 * closes the account; at once where that is so already. A logout can't be seen: the session is in
 * the cookie alone. Returns what ends the watch.
 */
export function watchExport(
  { stopping, gone, expiresAt, checkAccess, recheckEveryMs = recheckMs }: ExportConditions,
  breakOff: (why: Breakage) => void,
): () => void {
  const stop = () => breakOff("stopping");
  const leave = () => breakOff("client gone");
  const lifeMs = Math.min(Math.max(expiresAt - Date.now(), 0), longestTimerMs);
  const expiry = setTimeout(() => breakOff("session over"), lifeMs);
  const recheck = setInterval(() => {
    checkAccess().catch((cause) => {
      const why = breakageOf(cause);
      if (why) breakOff(why);
    });
  }, recheckEveryMs);
  stopping.addEventListener("abort", stop);
  gone.addEventListener("abort", leave);
  if (stopping.aborted) stop();
  if (gone.aborted) leave();
  return () => {
    clearTimeout(expiry);
    clearInterval(recheck);
    stopping.removeEventListener("abort", stop);
    gone.removeEventListener("abort", leave);
  };
}
