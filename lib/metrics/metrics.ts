import type { ReceiverReports } from "@/lib/control/receiver-reports";
import type { DrainStatus } from "@/lib/drain/drain-status";
import { drainMetrics } from "./drain-metrics";
import { gauge, type Metric } from "./metric";
import type { ProcessMeter } from "./process-meter";
import { receiverMetrics } from "./receiver-metrics";
import { spoolDiskMetrics } from "./spool-disk";
import { loadMetrics, storeMetrics } from "./store-metrics";

/** All that receivers and console can be measured by. */
export interface Metrics {
  /** Never rejects: what the database can't tell in time is left out, and said to be. */
  read(): Promise<readonly Metric[]>;
}

type MetricsParts = Parameters<typeof loadMetrics>[0] &
  Parameters<typeof storeMetrics>[0] & {
    readonly receivers: Pick<ReceiverReports, "reports">;
    readonly drain: { status(): DrainStatus };
    readonly spoolFolder: string;
    readonly broker: { viewers(): number };
    readonly processMeter: Pick<ProcessMeter, "read">;
  };

export function createMetrics(parts: MetricsParts): Metrics {
  return {
    async read() {
      const [store, disk, ofProcess] = await Promise.all([
        storeMetrics(parts),
        spoolDiskMetrics(parts.spoolFolder),
        parts.processMeter.read(),
      ]);
      const viewers = gauge(
        "hookline_live_viewers",
        "Live streams that are being watched.",
        parts.broker.viewers(),
      );
      return [
        ...receiverMetrics(parts.receivers.reports()),
        ...drainMetrics(parts.drain.status(), Date.now()),
        ...disk,
        ...loadMetrics(parts),
        viewers,
        ...store,
        ...ofProcess,
      ];
    },
  };
}
