import { durationBounds } from "@/lib/control/control";
import type { ReceiverSums } from "@/lib/control/receiver-reports";
import { counter, gauge, type Metric } from "./metric";

/** What Kazoo was answered since the console started. */
export function receiverMetrics(sums: ReceiverSums): Metric[] {
  const { deliveries, durations, failingSince, alive, pending, memoryBytes, cpuSeconds } = sums;
  const answers = {
    stored: deliveries.stored,
    held: deliveries.held,
    failed: deliveries.failed,
    not_stored: deliveries.notStored,
    not_yet_safe: deliveries.notYetSafe,
    limited: deliveries.limited,
    unknown_key: deliveries.unknownKey,
    undecided_key: deliveries.undecidedKey,
    method_not_allowed: deliveries.badMethod,
    too_large: deliveries.tooLarge,
    malformed: deliveries.malformed,
    aborted: deliveries.aborted,
  };
  return [
    {
      name: "hookline_deliveries_total",
      type: "counter",
      help: "Requests to the receiver by what became of them; not_stored was answered 200 and is missing.",
      samples: Object.entries(answers).map(([answer, value]) => ({ labels: { answer }, value })),
    },
    counter(
      "hookline_received_bytes_total",
      "Bytes of bodies and query strings under a known receiver key.",
      deliveries.receivedBytes,
    ),
    {
      name: "hookline_delivery_duration_seconds",
      type: "histogram",
      help: "From a delivery's head to its answer, under a known receiver key.",
      reading: { bounds: durationBounds, counts: durations.counts, sum: durations.sumSeconds },
    },
    gauge(
      "hookline_receiving_failing",
      "1 while a receiver can't write to its disk, else 0.",
      failingSince === null ? 0 : 1,
    ),
    gauge("hookline_receivers_alive", "Receiver processes heard of lately.", alive),
    gauge(
      "hookline_receiver_pending_deliveries",
      "Deliveries that wait for the disk's confirmation.",
      pending.records,
    ),
    gauge("hookline_receiver_pending_bytes", "Their bytes.", pending.bytes),
    gauge(
      "hookline_receiver_resident_memory_bytes",
      "Memory of the receiver processes that lies in RAM.",
      memoryBytes,
    ),
    counter(
      "hookline_receiver_cpu_seconds_total",
      "CPU time of the receiver processes since the console started.",
      cpuSeconds,
    ),
  ];
}
