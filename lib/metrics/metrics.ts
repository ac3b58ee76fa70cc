import { gauge, type Metric } from "./metric";
import type { ProcessMeter } from "./process-meter";
import { receiverMetrics } from "./receiver-metrics";
import { loadMetrics, storeMetrics } from "./store-metrics";

/** All that this process can be measured by. */
export interface Metrics {
  /** Never rejects: what the database can't tell in time is left out, and said to be. */
  read(): Promise<readonly Metric[]>;
}

type MetricsParts = Parameters<typeof receiverMetrics>[0] &
  Parameters<typeof loadMetrics>[0] &
  Parameters<typeof storeMetrics>[0] & {
    readonly broker: { viewers(): number };
    readonly processMeter: Pick<ProcessMeter, "read">;
  };

export function createMetrics(parts: MetricsParts): Metrics {
  return {
    async read() {
      const [store, ofProcess] = await Promise.all([
        storeMetrics(parts),
        parts.processMeter.read(),
      ]);
      const viewers = gauge(
        "hookline_live_viewers",
        "Live streams that are being watched.",
        parts.broker.viewers(),
      );
      return [...receiverMetrics(parts), ...loadMetrics(parts), viewers, ...store, ...ofProcess];
    },
  };
}
