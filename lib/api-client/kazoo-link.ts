const lostCodes = new Set(["kazoo_unreachable", "kazoo_timeout"]);

/** Whether Kazoo answered when it was last asked, for the light that is always on screen. */
function createKazooLink() {
  let reachable = true;
  const listeners = new Set<() => void>();
  const report = (now: boolean): void => {
    if (now === reachable) return;
    reachable = now;
    for (const listener of listeners) listener();
  };
  return {
    isReachable: () => reachable,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report,
    reportProblem(code: string): void {
      if (lostCodes.has(code)) report(false);
    },
  };
}

export const kazooLink = createKazooLink();
