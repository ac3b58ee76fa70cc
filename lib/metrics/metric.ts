/** Label names and values. Bounded sets only: no account, webhook or key is ever a label. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** Observations up to each bound (not those up to the one before), and what lies beyond the last. */
export interface HistogramReading {
  readonly bounds: readonly number[];
  /** One more than there are bounds. */
  readonly counts: readonly number[];
  readonly sum: number;
}

interface Named {
  /** In base units; a counter's ends in _total. */
  readonly name: string;
  readonly help: string;
}

/** One metric family as Prometheus knows it. */
export type Metric =
  | (Named & { readonly type: "counter" | "gauge"; readonly samples: readonly Sample[] })
  | (Named & { readonly type: "histogram"; readonly reading: HistogramReading });

export function gauge(name: string, help: string, value: number): Metric {
  return { name, type: "gauge", help, samples: [{ value }] };
}

export function counter(name: string, help: string, value: number): Metric {
  return { name, type: "counter", help, samples: [{ value }] };
}
