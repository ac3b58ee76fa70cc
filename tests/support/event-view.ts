import type { EventView } from "@/lib/domain/event";

/** An event as the API gives it: an edited user, but for the changes. */
export function eventView(changes: Partial<EventView> = {}): EventView {
  return {
    id: "e1",
    sequence: 7,
    receivedAt: Date.UTC(2026, 10, 21, 9, 30),
    kind: "object",
    trigger: "object",
    type: "user",
    action: "doc_edited",
    callId: null,
    webhookId: "b".repeat(32),
    method: "POST",
    contentType: "application/json",
    bodyBytes: 10,
    facts: {},
    problem: null,
    decidedBy: "shape",
    repeatOf: null,
    quarantine: null,
    payload: { id: "u1", type: "user" },
    headers: [["content-type", "application/json"]],
    query: null,
    bodyBase64: "e30=",
    secrets: "none",
    ...changes,
  };
}
