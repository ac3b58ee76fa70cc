import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { DatabaseThread } from "./database-thread";

/** As long as one may keep a commit waiting: about a millisecond. */
const batchRows = 32;
/** More than two commits can write, which come between: indexing never falls further behind. */
const mostRows = 1_024;
/** From here on, catching up is worth a longer wait. */
const farBehindRows = 4_096;
// What a step of merging writes into the log, roughly, in bytes.
const loggedPerMerge = 64 * 1024;
const idleMs = 100;
const retryMs = 1_000;
const patienceMs = 10_000;

interface Waiting {
  readonly sequence: number;
  resolve(): void;
}

export interface TextIndexing {
  /** To be told of each commit. */
  committed(lastSequence: number): void;
  /**
   * Resolves once a search finds everything that was committed before, or as much as it can while
   * the disk is nearly full. Rejects with HooklineError "storage_unavailable" when that takes longer
   * than 10 s, as while an old file is indexed anew.
   */
  caughtUp(): Promise<void>;
  /** How many events are committed and not yet indexed. */
  behind(): number;
  /** Ends it; what is left is indexed after the next start. */
  end(): Promise<void>;
}

/**
 * Keeps the full-text index a tenth of a second behind the events, in batches between the commits,
 * so that no answer waits for the index. It first indexes what an earlier process left.
 */
export function createTextIndexing(
  writer: DatabaseThread,
  onWritten: (bytes: number) => void,
  logger: Logger,
): TextIndexing {
  let committed = 0;
  // Nothing is known to be indexed before the writer has said so once.
  let indexed = -1;
  let isMerging = false;
  let isHeld = false;
  let isFailing = false;
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let ended = false;

  async function indexBatch(): Promise<void> {
    const target = committed;
    const isFarBehind = committed - indexed > farBehindRows;
    const most = isFarBehind ? mostRows : batchRows;
    const answer = await writer.run({ kind: "index", most });
    if (answer.kind !== "indexed") throw new Error(`Unexpected answer ${answer.kind}.`);
    committed = Math.max(committed, answer.lastSequence);
    isMerging = answer.isMerging;
    isHeld = answer.isHeld;
    onWritten(answer.logged + (isMerging ? loggedPerMerge : 0));
    if (answer.failure !== null) {
      logger.error({ table: answer.failure }, "a table of the full-text index is damaged");
    }
    // Where the newest events are gone already, there is nothing left to index up to.
    indexed =
      answer.through >= answer.lastSequence ? Math.max(target, answer.through) : answer.through;
    const isReady = ({ sequence }: Waiting) => isHeld || sequence <= indexed;
    for (const one of waiting) if (isReady(one)) one.resolve();
    waiting = waiting.filter((one) => !isReady(one));
  }

  const pause = () => new Promise((resolve) => setTimeout(resolve, retryMs).unref());

  async function indexOn(): Promise<void> {
    try {
      do await indexBatch();
      while (!ended && !isHeld && (committed - indexed >= batchRows || waiting.length > 0));
      isFailing = false;
      if (isHeld) await pause();
    } catch (cause) {
      if (!isFailing) logger.warn({ err: cause }, "full-text index is waiting for the database");
      isFailing = true;
      await pause();
    }
    running = null;
    if (indexed < committed || isMerging) wake();
  }

  function wake(): void {
    if (ended || running) return;
    const isUrgent = waiting.length > 0 || committed - indexed >= batchRows;
    if (!isUrgent) {
      timer ??= setTimeout(start, idleMs).unref();
      return;
    }
    start();
  }

  function start(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    running ??= indexOn();
  }

  start();

  return {
    committed(lastSequence) {
      committed = Math.max(committed, lastSequence);
      wake();
    },
    caughtUp() {
      if (indexed >= committed || isHeld) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const own: Waiting = {
          sequence: committed,
          resolve() {
            clearTimeout(patience);
            resolve();
          },
        };
        const patience = setTimeout(() => {
          waiting = waiting.filter((other) => other !== own);
          const message = "The search index is still being built. Try again in a moment.";
          reject(new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5 }));
        }, patienceMs);
        waiting.push(own);
        wake();
      });
    },
    behind: () => Math.max(0, committed - Math.max(0, indexed)),
    async end() {
      ended = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
