import { z } from "zod";
import { unixMsFromGregorian } from "./gregorian-time";
import type { KazooAttempt } from "./kazoo";

const text = z.string().nullish().catch(null);
const count = z.number().int().nullish().catch(null);
/** Kazoo's own schema and its code name the code and the body differently. */
const code = z.union([z.string(), z.number()]).nullish().catch(null);

const headersSchema = z
  .record(z.string(), z.unknown())
  .transform((headers) =>
    Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  )
  .catch([]);

/** The bytes of an Erlang iolist: texts, bytes as numbers, and lists of these; null for what is none. */
function iolistBytes(value: unknown): Buffer | null {
  if (typeof value === "string") return Buffer.from(value);
  if (typeof value === "number") {
    return Number.isInteger(value) && value >= 0 && value < 256 ? Buffer.of(value) : null;
  }
  if (!Array.isArray(value)) return null;
  const parts = value.map(iolistBytes);
  return parts.every((part) => part !== null) ? Buffer.concat(parts) : null;
}

interface KeptBody {
  readonly text: string | null;
  /** The body as it was sent; null where Kazoo kept none, or nothing that can be read as one. */
  readonly bytes: Buffer | null;
}

/** A form's body is kept as nested lists, others as a text (docs/kazoo.md#attempts). */
function bodyOf(value: unknown): KeptBody {
  if (value === undefined || value === null) return { text: null, bytes: null };
  const bytes = iolistBytes(value);
  return bytes ? { text: bytes.toString(), bytes } : { text: JSON.stringify(value), bytes: null };
}

function asText(value: unknown): string | null {
  return value === undefined || value === null ? null : bodyOf(value).text;
}

function toCode(value: string | number | null | undefined): number | null {
  const number = Number(value ?? Number.NaN);
  return Number.isInteger(number) ? number : null;
}

/** An attempt (docs/kazoo.md#attempts). Only whose it is and when must be there. */
export const attemptSchema = z
  .object({
    hook_id: z.string(),
    timestamp: z.number(),
    hook_event: text,
    event_id: text,
    uri: text,
    method: text,
    req_headers: headersSchema,
    req_body: z.unknown().optional(),
    result: text,
    reason: text,
    client_error: text,
    resp_status_code: code,
    response_code: code,
    resp_headers: headersSchema.nullish(),
    resp_body: z.unknown().optional(),
    response_body: z.unknown().optional(),
    try: count,
    retries: count,
  })
  .transform((wire): KazooAttempt => {
    const { text: body, bytes } = bodyOf(wire.req_body);
    const answered = toCode(wire.resp_status_code ?? wire.response_code);
    const isSuccess = wire.result === "success";
    // Both count down to 1, the first of an answer and the second of none.
    const left = wire.try ?? wire.retries ?? null;
    return {
      webhookId: wire.hook_id,
      at: unixMsFromGregorian(wire.timestamp),
      trigger: wire.hook_event?.toLowerCase() ?? null,
      firing: wire.event_id ?? String(wire.timestamp),
      result: isSuccess ? "success" : "failure",
      reason: wire.reason ?? null,
      code: answered,
      clientError: wire.client_error ?? null,
      retriesLeft: isSuccess || left === null ? null : Math.max(0, left - 1),
      request: {
        method: (wire.method ?? "post").toUpperCase(),
        uri: wire.uri ?? "",
        headers: wire.req_headers,
        body,
        bytes,
      },
      response:
        answered === null
          ? null
          : {
              headers: wire.resp_headers ?? [],
              body: asText(wire.resp_body ?? wire.response_body),
            },
    };
  });
