/** Timers that are ended together. */
export function createTimers() {
  const running = new Set<ReturnType<typeof setTimeout>>();
  let over = false;
  return {
    after(ms: number, run: () => void): void {
      if (over) return;
      const timer = setTimeout(() => {
        running.delete(timer);
        run();
      }, ms);
      running.add(timer);
    },
    clear(): void {
      over = true;
      for (const timer of running) clearTimeout(timer);
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;
