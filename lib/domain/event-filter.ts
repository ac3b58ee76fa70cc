import * as z from "zod";
import { type EventSummary, eventKinds } from "./event";

const text = z.string().trim().min(1).max(256).optional();
/** An instant as people and scripts write it: ISO 8601 with a zone, or Unix milliseconds. */
const instant = z
  .union([z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,15}$/)])
  .transform((value) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value)))
  .optional();

/** The one schema that reads an event filter: from the page's URL, the query key and the API. */
export const eventFilterSchema = z.object({
  trigger: text,
  kind: z.enum(eventKinds).optional(),
  action: text,
  type: text,
  webhookId: text,
  callId: text,
  q: text,
  /** True: only what is kept apart. Otherwise only what is not. */
  quarantined: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  /** Received at or after, Unix milliseconds. */
  from: instant,
  /** Received before, Unix milliseconds. */
  to: instant,
});
export type EventFilter = z.infer<typeof eventFilterSchema>;

export const eventQuerySchema = eventFilterSchema.extend({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Whether a live event belongs to a list. Null: only the store can tell (free text). */
export function matchesFilter(event: EventSummary, filter: EventFilter): boolean | null {
  const mismatch =
    (filter.trigger !== undefined && event.trigger !== filter.trigger) ||
    (filter.kind !== undefined && event.kind !== filter.kind) ||
    (filter.action !== undefined && event.action !== filter.action) ||
    (filter.type !== undefined && event.type !== filter.type) ||
    (filter.webhookId !== undefined && event.webhookId !== filter.webhookId) ||
    (filter.callId !== undefined && event.callId !== filter.callId) ||
    (event.quarantine !== null) !== (filter.quarantined ?? false) ||
    (filter.from !== undefined && event.receivedAt < filter.from) ||
    (filter.to !== undefined && event.receivedAt >= filter.to);
  if (mismatch) return false;
  return filter.q === undefined ? true : null;
}
