const lostCodes = new Set(["kazoo_unreachable", "kazoo_timeout"]);
/** Kazoo usually answers within a second; from here on it is said that nothing has come yet. */
const slowAfterMs = 4_000;

export type KazooState = "answers" | "slow" | "unreachable";

/**
 * What is known of Kazoo, for the light that is always on screen: whether it answered when it was
 * last asked, by whatever request of the page, and whether a request waits for it unusually long.
 */
function createKazooLink() {
  let reachable = true;
  let waitingLong = 0;
  let state: KazooState = "answers";
  const listeners = new Set<() => void>();
  const look = (): void => {
    const now = reachable ? (waitingLong > 0 ? "slow" : "answers") : "unreachable";
    if (now === state) return;
    state = now;
    for (const listener of listeners) listener();
  };
  const report = (now: boolean): void => {
    reachable = now;
    look();
  };
  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** A problem that any request was answered with. */
    reportProblem(code: string): void {
      if (lostCodes.has(code)) report(false);
    },
    /** Kazoo answered. */
    reportAnswer: () => report(true),
    /** A request begins that only Kazoo can answer; the returned function says that it is over. */
    startWaiting(): () => void {
      let counted = 0;
      const timer = setTimeout(() => {
        counted = 1;
        waitingLong += counted;
        look();
      }, slowAfterMs);
      return () => {
        clearTimeout(timer);
        waitingLong -= counted;
        counted = 0;
        look();
      };
    },
  };
}

export const kazooLink = createKazooLink();
