import type { SessionView } from "@/lib/domain/session";

type Held = Pick<SessionView, "identity">;

/**
 * Whose page this is. All tabs share one cookie, so each request says for whom its page was
 * loaded; the server refuses it with "session_changed" when somebody else has logged in since.
 */
function createPageSession() {
  let held: Held | null = null;
  let changed = false;
  const listeners = new Set<() => void>();
  return {
    hold(session: Held): void {
      held = session;
    },
    headers(): Readonly<Record<string, string>> {
      return held ? { "hookline-session-of": held.identity } : {};
    },
    /** Tells the page once, however many requests were refused. */
    reportProblem(code: string): void {
      if (changed || code !== "session_changed") return;
      changed = true;
      for (const listener of listeners) listener();
    },
    onChanged(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const pageSession = createPageSession();
