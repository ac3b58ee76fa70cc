import type { Logger } from "@/lib/config/logger";
import { withPatience } from "@/lib/domain/with-patience";
import { gauge, type Metric } from "./metric";
import type { ProcessMeter } from "./process-meter";
import { receiverMetrics } from "./receiver-metrics";
import { loadMetrics, storeMetrics } from "./store-metrics";

/** Well within the ten seconds that Prometheus waits. */
const patienceMs = 2_000;

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
    readonly logger: Logger;
  };

export function createMetrics(parts: MetricsParts): Metrics {
  async function readStore(): Promise<readonly Metric[]> {
    const told = await withPatience(storeMetrics(parts), patienceMs).catch((cause: unknown) => {
      parts.logger.warn({ err: cause }, "the store can't be measured");
      return undefined;
    });
    const answering = gauge(
      "hookline_store_answering",
      "1 when the database answered within two seconds, else 0.",
      told === undefined ? 0 : 1,
    );
    return [answering, ...(told ?? [])];
  }

  return {
    async read() {
      const [store, ofProcess] = await Promise.all([readStore(), parts.processMeter.read()]);
      const viewers = gauge(
        "hookline_live_viewers",
        "Live streams that are being watched.",
        parts.broker.viewers(),
      );
      return [...receiverMetrics(parts), ...loadMetrics(parts), viewers, ...store, ...ofProcess];
    },
  };
}
