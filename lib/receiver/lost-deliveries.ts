import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import { withPatience } from "@/lib/domain/with-patience";
import type {
  Loss,
  LossTotal,
  NotStoredStore,
  ReportedLoss,
} from "@/lib/store/not-stored/not-stored-store";

/** Soon enough to be told of by other processes, seldom enough not to disturb a store in trouble. */
const defaultWriteAfterMs = 1_000;
/** Who looks while the database is gone must soon be told what is known. */
const defaultReadPatienceMs = 1_000;
const mostRemembered = 10_000;

/** What was answered 200 and is not stored, of all processes, kept until somebody acknowledges it. */
export interface LostDeliveries {
  /** One more was lost, at Unix milliseconds. Cheap; it is written down a moment later. */
  add(scope: AccountScope, at: number): void;
  /** What the account lost; null when nothing. While the store can't be read: as far as is known here. */
  of(scope: AccountScope): Promise<NotStored | null>;
  /**
   * Forgets what the account lost if that is `count` deliveries, as many as an operator saw, and
   * nothing otherwise; resolves with whether it did. Rejects with HooklineError
   * "storage_unavailable" while the store takes no writes.
   */
  acknowledge(scope: AccountScope, count: number): Promise<boolean>;
  /** How many deliveries, of all accounts. While the store can't be read: as far as is known here. */
  total(): Promise<number>;
  /** Writes down what isn't yet. To be called before the store closes; never rejects. */
  close(): Promise<void>;
}

interface LostDeliveriesOptions {
  readonly store: NotStoredStore;
  readonly logger: Logger;
  readonly writeAfterMs?: number;
  readonly readPatienceMs?: number;
}

/** Counted here and perhaps not yet in the store. One loss an account, by its key. */
interface Batch {
  readonly number: number;
  readonly losses: Map<string, Loss>;
}

function keyOf({ cluster, accountId }: AccountScope): string {
  return JSON.stringify([cluster, accountId]);
}

/** Clocks jump, and those of several processes differ. */
function joined(a: NotStored, b: NotStored): NotStored {
  return {
    count: a.count + b.count,
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
  };
}

function sumOf(losses: readonly NotStored[]): NotStored | null {
  const nothing = { count: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: 0 };
  return losses.length === 0 ? null : losses.reduce(joined, nothing);
}

/**
 * Counts in memory what could not be stored, and adds it to the store as soon as that takes it.
 * Each batch has a number, so that one whose answer got lost is never counted twice. One per
 * process.
 */
export function createLostDeliveries(options: LostDeliveriesOptions): LostDeliveries {
  const { store, logger } = options;
  const { writeAfterMs = defaultWriteAfterMs, readPatienceMs = defaultReadPatienceMs } = options;
  const reporter = randomUUID();
  const reported = new LRUCache<string, readonly ReportedLoss[]>({ max: mostRemembered });
  /** Growing; bounded by the accounts that have receiver keys. */
  let open: Batch = { number: 1, losses: new Map() };
  /** Given to the store, which has not confirmed it. */
  let sealed: Batch | null = null;
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let reportedTotal: LossTotal = { count: 0, batch: 0 };

  async function writeAll(): Promise<void> {
    while (sealed || open.losses.size > 0) {
      if (!sealed) {
        sealed = open;
        open = { number: sealed.number + 1, losses: new Map() };
      }
      const { number, losses } = sealed;
      await store.add({ reporter, number, losses: [...losses.values()] });
      sealed = null;
    }
  }

  /** One at a time, so that batches come in order. */
  function write(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing ??= writeAll().finally(() => {
      writing = null;
    });
    return writing;
  }

  function writeLater(): void {
    if (timer || closed) return;
    timer = setTimeout(() => {
      write().catch((cause: unknown) => {
        // That the store fails is told with each delivery it lost.
        logger.debug({ err: cause }, "lost deliveries are not written down yet");
        writeLater();
      });
    }, writeAfterMs);
    timer.unref();
  }

  async function readReported(scope: AccountScope): Promise<readonly ReportedLoss[]> {
    try {
      const found = await withPatience(store.of(scope), readPatienceMs);
      if (found) reported.set(keyOf(scope), found);
    } catch (cause) {
      logger.debug({ err: cause }, "lost deliveries can't be read");
    }
    return reported.get(keyOf(scope)) ?? [];
  }

  async function readTotal(): Promise<LossTotal> {
    try {
      const found = await withPatience(store.total(reporter), readPatienceMs);
      if (found) reportedTotal = found;
    } catch (cause) {
      logger.debug({ err: cause }, "the number of lost deliveries can't be read");
    }
    return reportedTotal;
  }

  return {
    add(scope, at) {
      const key = keyOf(scope);
      const before = open.losses.get(key);
      const loss = { count: 1, firstAt: at, lastAt: at };
      open.losses.set(key, { scope, ...(before ? joined(before, loss) : loss) });
      writeLater();
    },
    async of(scope) {
      // Looked at before the store is: what is written meanwhile is told by its batch's number.
      const own = [sealed, open].flatMap((batch) => {
        const loss = batch?.losses.get(keyOf(scope));
        return batch && loss ? [{ ...loss, batch: batch.number }] : [];
      });
      const written = await readReported(scope);
      const through = written.find((loss) => loss.reporter === reporter)?.batch ?? 0;
      return sumOf([...written, ...own.filter(({ batch }) => batch > through)]);
    },
    async acknowledge(scope, count) {
      await write();
      const forgotten = await store.forget(scope, count);
      if (forgotten) reported.delete(keyOf(scope));
      return forgotten;
    },
    async total() {
      // Looked at before the store is, as in `of`.
      const own = [sealed, open].flatMap((batch) => {
        return batch ? [{ number: batch.number, sum: sumOf([...batch.losses.values()]) }] : [];
      });
      const { count, batch } = await readTotal();
      return own.reduce(
        (all, { number, sum }) => all + (number > batch ? (sum?.count ?? 0) : 0),
        count,
      );
    },
    async close() {
      closed = true;
      // What is being written may have begun before the last loss.
      await writing?.catch(() => {});
      await write().catch((cause: unknown) => {
        const losses = [...(sealed?.losses.values() ?? []), ...open.losses.values()];
        const count = sumOf(losses)?.count ?? 0;
        logger.error({ err: cause, count }, "stopped without writing down what was not stored");
      });
    },
  };
}
