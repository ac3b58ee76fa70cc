import { z } from "zod";
import {
  deciders,
  decodeProblemSchema,
  type EventDetail,
  type EventSummary,
  eventKinds,
  eventOrigins,
  eventSummarySchema,
  type Payload,
  quarantineReasons,
} from "@/lib/domain/event";

/** The columns that a summary is read from. */
export const summaryColumns = [
  "sequence",
  "id",
  "received_at",
  "webhook_id",
  "method",
  "kind",
  "trigger",
  "type",
  "action",
  "call_id",
  "content_type",
  "body_bytes",
  "facts",
  "problem",
  "decided_by",
  "repeat_of",
  "quarantine",
  "origin",
] as const;

/** The columns that a whole event is read from; not those that only a search needs. */
export const detailColumns = [...summaryColumns, "payload", "headers", "query", "body"] as const;

function jsonOf<S extends z.core.$ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("This is not JSON.");
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const summaryRowSchema = z
  .object({
    sequence: z.number().int(),
    id: z.string(),
    received_at: z.number(),
    webhook_id: z.string().nullable(),
    method: z.enum(["GET", "POST", "PUT"]),
    // A value that we don't know costs itself, never the page that its row is on.
    kind: z.enum(eventKinds).catch("unknown"),
    trigger: z.string().nullable(),
    type: z.string().nullable(),
    action: z.string().nullable(),
    call_id: z.string().nullable(),
    content_type: z.string().nullable(),
    body_bytes: z.number().int(),
    facts: jsonOf(eventSummarySchema.shape.facts).catch({}),
    problem: jsonOf(decodeProblemSchema).nullable().catch(null),
    decided_by: z.enum(deciders).nullable().catch(null),
    repeat_of: z.string().nullable(),
    quarantine: z.enum(quarantineReasons).nullable(),
    origin: z.enum(eventOrigins).nullable().catch(null),
  })
  .transform(
    ({ received_at, webhook_id, call_id, content_type, body_bytes, ...row }): EventSummary => {
      const { decided_by, repeat_of, ...same } = row;
      return {
        ...same,
        receivedAt: received_at,
        webhookId: webhook_id,
        callId: call_id,
        contentType: content_type,
        bodyBytes: body_bytes,
        decidedBy: decided_by,
        repeatOf: repeat_of,
      };
    },
  );

const detailPartSchema = z.object({
  // Not parsed field by field: JSON is a payload whatever it holds, "__proto__" included.
  payload: z
    .string()
    .transform((text): Payload => JSON.parse(text))
    .nullable(),
  headers: jsonOf(z.array(z.tuple([z.string(), z.string()]))).catch([]),
  query: z.string().nullable(),
  body: z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]),
});

export function parseSummaryRow(row: unknown): EventSummary {
  return summaryRowSchema.parse(row);
}

export function parseDetailRow(row: unknown): EventDetail {
  const { body, ...part } = detailPartSchema.parse(row);
  const bytes =
    body instanceof ArrayBuffer
      ? Buffer.from(body)
      : Buffer.from(body.buffer, body.byteOffset, body.length);
  return { ...summaryRowSchema.parse(row), ...part, bodyBase64: bytes.toString("base64") };
}
