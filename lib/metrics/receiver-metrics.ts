import type { AnswerLadder } from "@/lib/receiver/answer-ladder";
import type { DeliveryCounters } from "@/lib/receiver/delivery-counters";
import { counter, gauge, type Metric } from "./metric";

interface ReceiverParts {
  readonly answerLadder: Pick<AnswerLadder, "totals" | "failingSince">;
  readonly deliveryCounters: DeliveryCounters;
}

/** What Kazoo was answered since the process started. */
export function receiverMetrics({ answerLadder, deliveryCounters }: ReceiverParts): Metric[] {
  const { stored, refused, receivedBytes, repeats, quarantined, durations } = deliveryCounters;
  const { held, failed, notStored } = answerLadder.totals();
  const answers = {
    stored,
    held,
    failed,
    not_stored: notStored,
    unknown_key: refused.unknownKey,
    method_not_allowed: refused.badMethod,
    too_large: refused.tooLarge,
    malformed: refused.malformed,
    aborted: refused.aborted,
  };
  return [
    {
      name: "hookline_deliveries_total",
      type: "counter",
      help: "Requests to the receiver by what became of them; not_stored is lost and was answered 200.",
      samples: Object.entries(answers).map(([answer, value]) => ({ labels: { answer }, value })),
    },
    counter("hookline_events_stored_total", "Events stored by this process.", stored),
    counter("hookline_event_repeats_total", "Stored events that repeat another.", repeats),
    counter("hookline_events_quarantined_total", "Stored events that are kept apart.", quarantined),
    counter(
      "hookline_received_bytes_total",
      "Bytes of bodies and query strings under a known receiver key.",
      receivedBytes,
    ),
    {
      name: "hookline_delivery_duration_seconds",
      type: "histogram",
      help: "From a delivery's head to its answer, under a known receiver key.",
      reading: durations.read(),
    },
    gauge(
      "hookline_storing_failing",
      "1 while deliveries can't be stored, else 0.",
      answerLadder.failingSince() === null ? 0 : 1,
    ),
  ];
}
