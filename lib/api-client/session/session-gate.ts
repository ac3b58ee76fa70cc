const sessionCodes = new Set(["session_over", "session_required"]);

/** Whether a problem means: log in again. */
export function endsSession(code: string): boolean {
  return sessionCodes.has(code);
}

/**
 * Holds the page's requests while the session is over, so that nothing on screen fails or is thrown away:
 * they go out again once somebody has logged in.
 */
function createSessionGate() {
  let over = false;
  let waiting: (() => void)[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    isOver: () => over,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shut(): void {
      if (over) return;
      over = true;
      tell();
    },
    reopen(): void {
      over = false;
      const released = waiting;
      waiting = [];
      for (const release of released) release();
      tell();
    },
    /** Resolves when the session is back; rejects when the request is no longer wanted. */
    whenOpen(signal?: AbortSignal | null): Promise<void> {
      if (!over) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
  };
}

export const sessionGate = createSessionGate();
