import type { EventSummary } from "@/lib/domain/event";

/** An event as a list shows it: a deleted user, but for the changes. */
export function eventSummary(changes: Partial<EventSummary> = {}): EventSummary {
  return {
    id: "e1",
    sequence: 1,
    receivedAt: 0,
    kind: "object",
    trigger: "object",
    type: "user",
    action: "doc_deleted",
    callId: null,
    webhookId: null,
    method: "POST",
    contentType: "application/json",
    bodyBytes: 10,
    facts: {},
    problem: null,
    decidedBy: "shape",
    repeatOf: null,
    quarantine: null,
    origin: null,
    ...changes,
  };
}
