import type { DrainStatus } from "@/lib/drain/drain-status";
import { counter, gauge, type Metric } from "./metric";

/** Draining since the console started. Reads memory only. */
export function drainMetrics(status: DrainStatus, nowMs: number): Metric[] {
  const { waiting, paused, lastError, lastCommitAt } = status;
  const ageSeconds = (at: number | null) => (at === null ? 0 : Math.max(0, nowMs - at) / 1000);
  const reasons = ["database", "disk"] as const;
  return [
    counter("hookline_events_stored_total", "Events written into the database.", status.stored),
    counter("hookline_event_repeats_total", "Stored events that repeat another.", status.repeats),
    counter(
      "hookline_events_quarantined_total",
      "Stored events that went into quarantine.",
      status.quarantined,
    ),
    gauge(
      "hookline_spool_waiting_deliveries",
      "Deliveries on disk that are not in the database yet.",
      waiting.deliveries,
    ),
    gauge("hookline_spool_waiting_bytes", "Their bytes.", waiting.bytes),
    gauge(
      "hookline_spool_oldest_age_seconds",
      "For how long the oldest of them waits; 0 when none does.",
      ageSeconds(waiting.oldestReceivedAt),
    ),
    {
      name: "hookline_drain_paused",
      type: "gauge",
      help: "1 while nothing is moved into the database, by why, else 0.",
      samples: reasons.map((reason) => ({
        labels: { reason },
        value: paused === reason ? 1 : 0,
      })),
    },
    gauge(
      "hookline_drain_failing",
      "1 when the last attempt to move deliveries into the database failed, else 0.",
      lastError === null ? 0 : 1,
    ),
    gauge(
      "hookline_drain_last_commit_timestamp_seconds",
      "When deliveries were last written into the database, Unix time; 0 before the first.",
      (lastCommitAt ?? 0) / 1000,
    ),
    counter(
      "hookline_spool_damaged_total",
      "Records and stretches of the spool whose bytes are damaged.",
      status.damaged,
    ),
    counter(
      "hookline_spool_rejected_total",
      "Deliveries that the database takes in no form, set aside in the spool's folder rejected.",
      status.rejected,
    ),
  ];
}
