import type { PlainLogger } from "@/lib/config/plain-logger";
import type { Child, ChildEnd } from "./child";

export interface KeeperOptions {
  readonly name: string;
  readonly start: () => Child;
  /** Between an end and the next start; doubled with each child that soon ends again. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** For how long a child has to be ready for its end to count as the first. */
  readonly steadyMs: number;
  readonly logger: PlainLogger;
  /** A child that can't run before any of its kind did. */
  readonly onUnusable: (message: string) => void;
}

/** Sees to it that there is one child of a kind: starts it again, replaces it, stops it. */
export interface Keeper {
  start(): Child;
  /** The old one ends before the new one starts. Resolves when the new one is ready, or in time. */
  replaceOldFirst(limits: { readonly stopMs: number; readonly readyMs: number }): Promise<void>;
  /** The old one is told to retire once the new one is ready, and stays when it isn't in time. */
  replaceNewFirst(limits: { readonly readyMs: number }): Promise<void>;
  /** Ends all of them for good: asked first, killed when the time is over. */
  stop(timeoutMs: number): Promise<void>;
  killAll(): void;
}

/** What remains of a stop's time for the child's own last steps. */
const finishShare = 0.9;

/** Whether it became ready within the time, and is. */
async function readyWithin(child: Child, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([child.ready, child.ended, late]);
  clearTimeout(timer);
  return child.isReady();
}

async function end(child: Child, timeoutMs: number): Promise<void> {
  child.tell({ kind: "stop", timeoutMs: Math.floor(timeoutMs * finishShare) });
  const killing = setTimeout(() => child.kill(), timeoutMs);
  await child.ended;
  clearTimeout(killing);
}

export function createKeeper(options: KeeperOptions): Keeper {
  const { name, logger, firstDelayMs, maxDelayMs, steadyMs } = options;
  let current: Child | null = null;
  const others = new Set<Child>();
  let failures = 0;
  let everReady = false;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;

  function adopt(child: Child): void {
    current = child;
    const { pid } = child;
    let readyAt: number | null = null;
    child.ready
      .then(() => {
        everReady = true;
        readyAt = Date.now();
        logger.info({ program: name, pid }, "ready");
      })
      .catch(() => {});
    child.ended.then((ended) => onEnd(child, ended, readyAt)).catch(() => {});
  }

  function onEnd(child: Child, ended: ChildEnd, readyAt: number | null): void {
    others.delete(child);
    if (child !== current) return;
    current = null;
    if (stopping) return;
    const { code, signal, unusable } = ended;
    if (unusable !== null && !everReady) {
      options.onUnusable(unusable);
      return;
    }
    const steady = readyAt !== null && Date.now() - readyAt >= steadyMs;
    failures = steady ? 0 : failures + 1;
    const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** failures);
    const fields = { program: name, pid: child.pid, code, signal, delayMs };
    logger.error(unusable ? { ...fields, reason: unusable } : fields, "ended; it is started again");
    restart = setTimeout(start, delayMs);
  }

  function start(): Child {
    const child = options.start();
    adopt(child);
    return child;
  }

  /** Takes the child out of our care. */
  function release(): Child | null {
    clearTimeout(restart);
    const child = current;
    if (child) others.add(child);
    current = null;
    return child;
  }

  return {
    start,
    async replaceOldFirst({ stopMs, readyMs }) {
      const old = release();
      if (old) await end(old, stopMs);
      if (stopping) return;
      const ready = await readyWithin(start(), readyMs);
      if (!ready && !stopping) logger.error({ program: name }, "the new one isn't ready yet");
    },
    async replaceNewFirst({ readyMs }) {
      const fresh = options.start();
      others.add(fresh);
      if (!(await readyWithin(fresh, readyMs)) || stopping) {
        fresh.kill();
        const { unusable } = await fresh.ended;
        others.delete(fresh);
        const reason = unusable ?? "not ready in time";
        if (!stopping)
          logger.error({ program: name, reason }, "the new one can't run; the old stays");
        return;
      }
      const old = release();
      others.delete(fresh);
      adopt(fresh);
      old?.tell({ kind: "retire" });
    },
    async stop(timeoutMs) {
      stopping = true;
      release();
      await Promise.all([...others].map((child) => end(child, timeoutMs)));
    },
    killAll() {
      stopping = true;
      release();
      for (const child of others) child.kill();
    },
  };
}
