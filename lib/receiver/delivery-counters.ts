/** Upper bounds, in seconds: Kazoo waits, and ten thousand a second leave little time for each. */
const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1] as const;

/** Refused for their own sake, whatever the store does. */
export interface Refusals {
  /** 404. */
  unknownKey: number;
  /** 405. */
  badMethod: number;
  /** 413. */
  tooLarge: number;
  /** 400, 408, 411, 431, or 503 because its start got lost: what no parser could make sense of. */
  malformed: number;
  /** No answer: the sender went away before the body was whole. */
  aborted: number;
}

/** Counted since the process started. Written by the receiver, in plain additions, and by nobody else. */
export interface DeliveryCounters {
  stored: number;
  readonly refused: Refusals;
  /** Of bodies and query strings that came whole under a known key. */
  receivedBytes: number;
  /** Stored events that repeat another. */
  repeats: number;
  /** Stored events that were kept apart. */
  quarantined: number;
  /** From the request's head to the answer, of deliveries under a known key. */
  readonly durations: DurationHistogram;
}

interface DurationHistogram {
  observe(seconds: number): void;
  /** How many lie between a bound and the one before; one count more than bounds: what took longer. */
  read(): {
    readonly bounds: readonly number[];
    readonly counts: readonly number[];
    readonly sum: number;
  };
}

function createDurationHistogram(): DurationHistogram {
  const counts = Array.from({ length: durationBounds.length + 1 }, () => 0);
  let sum = 0;
  return {
    observe(seconds) {
      let at = 0;
      while (at < durationBounds.length && seconds > (durationBounds[at] ?? 0)) at += 1;
      counts[at] = (counts[at] ?? 0) + 1;
      sum += seconds;
    },
    read: () => ({ bounds: durationBounds, counts: [...counts], sum }),
  };
}

export function createDeliveryCounters(): DeliveryCounters {
  return {
    stored: 0,
    refused: { unknownKey: 0, badMethod: 0, tooLarge: 0, malformed: 0, aborted: 0 },
    receivedBytes: 0,
    repeats: 0,
    quarantined: 0,
    durations: createDurationHistogram(),
  };
}
