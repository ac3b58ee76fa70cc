import { type EventView, eventViewSchema } from "@/lib/secrets/viewed-event";
import { eventSummary } from "./event-summary";

/** An event as the API gives it: an edited user, but for the changes. */
export function eventView(changes: Partial<EventView> = {}): EventView {
  return eventViewSchema.parse({
    ...eventSummary({ sequence: 7, action: "doc_edited", webhookId: "b".repeat(32) }),
    receivedAt: Date.UTC(2026, 10, 21, 9, 30),
    payload: { id: "u1", type: "user" },
    headers: [["content-type", "application/json"]],
    query: null,
    bodyBase64: "e30=",
    secrets: "none",
    ...changes,
  });
}
