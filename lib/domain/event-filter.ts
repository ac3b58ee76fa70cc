import * as z from "zod/mini";
import { type EventSummary, eventKinds } from "./event";

const text = z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(256)));
/** An instant as people and scripts write it: ISO 8601 with a zone, or Unix milliseconds. */
const instant = z.optional(
  z.pipe(
    z.union([z.iso.datetime({ offset: true }), z.string().check(z.regex(/^\d{1,15}$/))]),
    z.transform((value) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value))),
  ),
);

/** The one schema that reads an event filter: from the page's URL, the query key and the API. */
export const eventFilterSchema = z.object({
  trigger: text,
  kind: z.optional(z.enum(eventKinds)),
  action: text,
  type: text,
  webhookId: text,
  callId: text,
  q: text,
  /** True: only what is in quarantine. Otherwise only what is not. */
  quarantined: z.optional(
    z.pipe(
      z.enum(["true", "false"]),
      z.transform((value) => value === "true"),
    ),
  ),
  /** Received at or after, Unix milliseconds. */
  from: instant,
  /** Received before, Unix milliseconds. */
  to: instant,
});
export type EventFilter = z.infer<typeof eventFilterSchema>;

export const eventQuerySchema = z.extend(eventFilterSchema, {
  cursor: z.optional(z.string().check(z.maxLength(512))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
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
