import { type DeliveryCounts, type DurationCounts, durationBounds } from "@/lib/control/control";

/** Counted since the process started, in plain additions. */
export interface DeliveryCounters {
  readonly counts: DeliveryCounts;
  /** From the request's head to the answer, of deliveries under a known key. */
  observe(seconds: number): void;
  durations(): DurationCounts;
}

export function createDeliveryCounters(): DeliveryCounters {
  const buckets = Array.from({ length: durationBounds.length + 1 }, () => 0);
  let sumSeconds = 0;
  return {
    counts: {
      stored: 0,
      held: 0,
      failed: 0,
      notStored: 0,
      limited: 0,
      unknownKey: 0,
      undecidedKey: 0,
      badMethod: 0,
      tooLarge: 0,
      malformed: 0,
      aborted: 0,
      notYetSafe: 0,
      receivedBytes: 0,
    },
    observe(seconds) {
      let at = 0;
      while (at < durationBounds.length && seconds > (durationBounds[at] ?? 0)) at += 1;
      buckets[at] = (buckets[at] ?? 0) + 1;
      sumSeconds += seconds;
    },
    durations: () => ({ counts: [...buckets], sumSeconds }),
  };
}
