import * as z from "zod/mini";

export const eventKinds = ["object", "call", "notification", "message", "unknown"] as const;
export type EventKind = (typeof eventKinds)[number];

/** JSON of any shape: what a payload may be. */
export const payloadSchema = z.json();
export type Payload = z.infer<typeof payloadSchema>;

export const decodeProblemSchema = z.object({
  /** Which rule the bytes broke; a closed set, for filters and tests. */
  code: z.enum([
    "empty_body",
    "invalid_json",
    "invalid_form",
    "unsupported_content_type",
    "unsupported_compression",
    "too_deep",
    "too_many_fields",
    "request_line_lost",
    "undecodable",
  ]),
  message: z.string(),
});
export type DecodeProblem = z.infer<typeof decodeProblemSchema>;

/** How an event's kind was found: by the trigger of the webhook that X-Hook-ID names, or by shape. */
export const deciders = ["webhook", "shape"] as const;

/** Why an event is in quarantine. */
export const quarantineReasons = ["unknown_webhook", "foreign_webhook", "revoked_key"] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** Where an event comes from when no delivery of a webhook brought it. */
export const eventOrigins = ["callflow", "recovered"] as const;
export type EventOrigin = (typeof eventOrigins)[number];

/** What an event is, and how that was decided (docs/kazoo.md#telling-payloads-apart). */
export interface EventClassification {
  readonly kind: EventKind;
  /** Kazoo's trigger id where the shape gives it away: "object", "channel_destroy", "parking"… */
  readonly trigger: string | null;
  /** Object type ("user"), notification name ("voicemail_new"), parking event, "sms" | "mms". */
  readonly type: string | null;
  /** doc_created | doc_edited | doc_deleted for objects. */
  readonly action: string | null;
  readonly callId: string | null;
  /** Null where nothing tells: the kind is "unknown". */
  readonly decidedBy: (typeof deciders)[number] | null;
}

/** One row of a list: everything a row shows, nothing that is only in the detail. */
export const eventSummarySchema = z.object({
  id: z.string(),
  /** Our monotonic number: the list's cursor and the stream's id. */
  sequence: z.int(),
  /** Unix milliseconds, our clock. */
  receivedAt: z.number(),
  kind: z.enum(eventKinds),
  trigger: z.nullable(z.string()),
  type: z.nullable(z.string()),
  action: z.nullable(z.string()),
  callId: z.nullable(z.string()),
  /** X-Hook-ID, as claimed by the sender: Kazoo does not sign. */
  webhookId: z.nullable(z.string()),
  method: z.enum(["GET", "POST", "PUT"]),
  contentType: z.nullable(z.string()),
  bodyBytes: z.int(),
  /** Scalar top-level fields that the headline is made of; values as received. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  problem: z.nullable(decodeProblemSchema),
  decidedBy: z.nullable(z.enum(deciders)),
  /** Id of the first event with the same webhook and bytes within the window; null for the first. */
  repeatOf: z.nullable(z.string()),
  quarantine: z.nullable(z.enum(quarantineReasons)),
  /**
   * "callflow": sent by a callflow's own webhook action. "recovered": never arrived; its body is from
   * Kazoo's record of the failed attempt, and it counts as received then. Null: a webhook's delivery.
   */
  origin: z._default(z.nullable(z.enum(eventOrigins)), null),
});
export type EventSummary = z.infer<typeof eventSummarySchema>;

export const eventDetailSchema = z.extend(eventSummarySchema, {
  payload: z.nullable(payloadSchema),
  /** As received, in order, names in the sender's case. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** The raw query string without "?", latin1 (one char per byte); null when there was none. */
  query: z.nullable(z.string()),
  /** The raw body, base64. */
  bodyBase64: z.string(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const eventPageSchema = z.object({
  items: z.array(eventSummarySchema),
  nextCursor: z.nullable(z.string()),
  /** Highest sequence of the account when this page was read: where a live stream takes over. */
  lastSequence: z.int(),
  /** What retention left: events received before may be gone. Of all accounts together. */
  horizon: z.optional(z.object({ droppedBefore: z.nullable(z.number()) })),
});
export type EventPage = z.infer<typeof eventPageSchema>;
