import type { SessionView } from "@/lib/domain/session";

type Held = Pick<SessionView, "identity">;

/**
 * Whose page this is. All tabs share one cookie, so each request says for whom its page was
 * loaded; the server refuses it with "session_changed" while somebody else is logged in.
 */
function createPageSession() {
  let held: Held | null = null;
  let changed = false;
  const listeners = new Set<() => void>();
  const setChanged = (now: boolean): void => {
    if (now === changed) return;
    changed = now;
    for (const listener of listeners) listener();
  };
  return {
    hold(session: Held): void {
      held = session;
    },
    identity: () => held?.identity ?? null,
    headers(): Readonly<Record<string, string>> {
      return held ? { "hookline-session-of": held.identity } : {};
    },
    hasChanged: () => changed,
    /** Tells the page once, however many requests were refused. */
    reportProblem(code: string): void {
      if (code === "session_changed") setChanged(true);
    },
    /** The page's own user is logged in again. */
    reportReturn(): void {
      setChanged(false);
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const pageSession = createPageSession();
