import type { EventKind } from "@/lib/domain/event";

export const eventKindNames: Readonly<Record<EventKind, string>> = {
  object: "Object",
  call: "Call",
  notification: "Notification",
  message: "Message",
  unknown: "Unknown",
};
