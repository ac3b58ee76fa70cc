import type { EventSummary } from "@/lib/domain/event";
import { newEventId } from "@/lib/domain/event-id";
import { eventFacts } from "@/lib/payload/event-facts";
import { maskSecrets } from "@/lib/secrets/mask-secrets";
import type { NewEvent } from "../store";
import { bodyDigest } from "./body-digest";
import type { writtenColumns } from "./written-columns";

const longestContentType = 200;

export type WrittenValues = Record<(typeof writtenColumns)[number], string | number | null>;

/** An event about to be written: its columns, and its summary but for the sequence. */
export function toWrittenRow(
  event: NewEvent,
  repeatOf: string | null = event.repeatOf ?? null,
): {
  values: WrittenValues;
  summary: Omit<EventSummary, "sequence">;
} {
  const contentType = event.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const summary = {
    id: event.id ?? newEventId(event.receivedAt),
    receivedAt: event.receivedAt,
    ...event.classification,
    webhookId: event.webhookId,
    method: event.method,
    contentType: contentType?.slice(0, longestContentType) ?? null,
    bodyBytes: event.body.byteLength,
    facts: eventFacts(event.payload && maskSecrets(event.payload), event.classification),
    problem: event.problem,
    repeatOf,
    quarantine: event.quarantine ?? null,
    origin: event.origin ?? null,
  };
  const values = {
    id: summary.id,
    receiver_key_id: event.receiverKeyId,
    received_at: summary.receivedAt,
    webhook_id: summary.webhookId,
    method: summary.method,
    kind: summary.kind,
    trigger: summary.trigger,
    type: summary.type,
    action: summary.action,
    call_id: summary.callId,
    content_type: summary.contentType,
    body_bytes: summary.bodyBytes,
    body_digest: bodyDigest(event.body),
    facts: JSON.stringify(summary.facts),
    problem: summary.problem && JSON.stringify(summary.problem),
    decided_by: summary.decidedBy,
    repeat_of: summary.repeatOf,
    quarantine: summary.quarantine,
    origin: summary.origin,
    payload: event.payload === null ? null : JSON.stringify(event.payload),
    headers: JSON.stringify(event.headers),
    query: event.query,
  };
  return { values, summary };
}
