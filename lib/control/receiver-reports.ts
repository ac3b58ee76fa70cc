import { z } from "zod";
import { type DeliveryCounts, durationBounds, type ReceiverReport } from "./control";

const count = z.number().nonnegative();

const deliveriesSchema = z.object({
  stored: count,
  held: count,
  failed: count,
  notStored: count,
  limited: count,
  unknownKey: count,
  undecidedKey: count,
  badMethod: count,
  tooLarge: count,
  malformed: count,
  aborted: count,
  notYetSafe: count,
  receivedBytes: count,
}) satisfies z.ZodType<DeliveryCounts>;

const reportSchema = z.object({
  receiver: z.string().min(1).max(64),
  deliveries: deliveriesSchema,
  durations: z.object({
    counts: z.array(count).length(durationBounds.length + 1),
    sumSeconds: count,
  }),
  failingSince: z.number().nullable(),
  pending: z.object({ records: count, bytes: count }),
  memoryBytes: count,
  cpuSeconds: count,
}) satisfies z.ZodType<ReceiverReport>;

/** What the receivers that this console heard of did, those that have ended included. */
export interface ReceiverSums {
  readonly deliveries: DeliveryCounts;
  readonly durations: ReceiverReport["durations"];
  readonly cpuSeconds: number;
  /** The earliest of those that are alive; null while all can write. */
  readonly failingSince: number | null;
  readonly pending: ReceiverReport["pending"];
  readonly memoryBytes: number;
  readonly alive: number;
}

export interface ReceiverReports {
  /** False for what is no report. */
  take(report: unknown): boolean;
  reports(): ReceiverSums;
}

type Totals = Pick<ReceiverSums, "deliveries" | "durations" | "cpuSeconds">;

const aliveMs = 10_000;
/** Receivers that are counted one by one. Of older ones only the sum is kept. */
const maxReceivers = 100;

const countNames = deliveriesSchema.keyof().options;

function countsOf(count: (name: keyof DeliveryCounts) => number): DeliveryCounts {
  return deliveriesSchema.parse(Object.fromEntries(countNames.map((name) => [name, count(name)])));
}

const nothing: Totals = {
  deliveries: countsOf(() => 0),
  durations: { counts: new Array(durationBounds.length + 1).fill(0), sumSeconds: 0 },
  cpuSeconds: 0,
};

function add(a: Totals, b: Totals): Totals {
  return {
    deliveries: countsOf((name) => a.deliveries[name] + b.deliveries[name]),
    durations: {
      counts: a.durations.counts.map((n, index) => n + (b.durations.counts[index] ?? 0)),
      sumSeconds: a.durations.sumSeconds + b.durations.sumSeconds,
    },
    cpuSeconds: a.cpuSeconds + b.cpuSeconds,
  };
}

/**
 * Remembers what each receiver reported last. Counts are absolute and stay when a receiver is gone,
 * so that their sum never goes down; states of the moment are forgotten with their receiver.
 */
export function createReceiverReports(now: () => number = Date.now): ReceiverReports {
  const heard = new Map<string, { readonly report: ReceiverReport; readonly at: number }>();
  let forgotten = nothing;

  function forgetOldest(): void {
    for (const [receiver, { report }] of heard) {
      if (heard.size <= maxReceivers) return;
      heard.delete(receiver);
      forgotten = add(forgotten, report);
    }
  }

  return {
    take(input) {
      const { data: report } = reportSchema.safeParse(input);
      if (!report) return false;
      // Last in the map is heard last.
      heard.delete(report.receiver);
      heard.set(report.receiver, { report, at: now() });
      forgetOldest();
      return true;
    },
    reports() {
      const all = [...heard.values()];
      const alive = all.filter(({ at }) => now() - at < aliveMs).map(({ report }) => report);
      const failing = alive.map((report) => report.failingSince).filter((at) => at !== null);
      return {
        ...all.reduce((sum, { report }) => add(sum, report), forgotten),
        failingSince: failing.length === 0 ? null : Math.min(...failing),
        pending: {
          records: alive.reduce((sum, { pending }) => sum + pending.records, 0),
          bytes: alive.reduce((sum, { pending }) => sum + pending.bytes, 0),
        },
        memoryBytes: alive.reduce((sum, report) => sum + report.memoryBytes, 0),
        alive: alive.length,
      };
    },
  };
}
