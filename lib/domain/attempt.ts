import * as z from "zod/mini";

/** Kazoo lists no wider range (docs/kazoo.md#attempts). */
const widestRangeMs = 31 * 86_400_000;

export const attemptResults = ["success", "failure"] as const;

const headersSchema = z.array(z.tuple([z.string(), z.string()]));

/** One try of a delivery, as Kazoo logs it. Kazoo logs failures only, unless it is set to log all. */
export const attemptSchema = z.object({
  webhookId: z.string(),
  /** When it ended: Unix milliseconds, to the second. */
  at: z.number(),
  /** The same for all tries to send one event to one webhook. */
  firing: z.string(),
  /** 1 for the first; null where Kazoo doesn't tell. */
  tryNumber: z.nullable(z.int()),
  /** After this one. None follows an answer, whatever the answer is. */
  retriesLeft: z.nullable(z.int()),
  result: z.enum(attemptResults),
  reason: z.nullable(z.string()),
  /** HTTP status of the answer; null when there was none. */
  code: z.nullable(z.int()),
  clientError: z.nullable(z.string()),
  request: z.object({
    method: z.string(),
    /** Without what a GET appends. */
    uri: z.string(),
    headers: headersSchema,
    /** Null where Kazoo kept none; of what is no text, the JSON that it keeps. */
    body: z.nullable(z.string()),
  }),
  response: z.nullable(z.object({ headers: headersSchema, body: z.nullable(z.string()) })),
  /** The stored event that this try, or another one of its firing, brought; null: there is none. */
  eventId: z.nullable(z.string()),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** An instant as people and scripts write it: ISO 8601 with a zone, or Unix milliseconds. */
export const instantSchema = z.pipe(
  z.union([z.iso.datetime({ offset: true }), z.string().check(z.regex(/^\d{1,15}$/))]),
  z.transform((value) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value))),
);

interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** What is wrong with a range of attempts, for its field `from`; null: nothing. */
function rangeProblem({ from, to = Date.now() }: Range): string | null {
  if (from === undefined) return null;
  if (from >= to) return "It must be before the end.";
  if (to - from > widestRangeMs) return "Kazoo shows 31 days at most. Choose a later start.";
  return null;
}

/** For z.check: a range that Kazoo takes. */
export function checkRange({ value, issues }: z.core.ParsePayload<Range>): void {
  const message = rangeProblem(value);
  if (message !== null) issues.push({ code: "custom", message, path: ["from"], input: value.from });
}

const id = z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(64)));

const attemptFilterSchema = z.object({
  webhookId: id,
  result: z.optional(z.enum(attemptResults)),
  from: z.optional(instantSchema),
  to: z.optional(instantSchema),
});

export const attemptQuerySchema = z
  .extend(attemptFilterSchema, {
    cursor: z.optional(z.string().check(z.maxLength(512))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  })
  .check(checkRange);

/** The range that is meant: without a start, the longest that Kazoo shows. */
export function attemptRange({ from, to = Date.now() }: Range): { from: number; to: number } {
  return { from: from ?? to - widestRangeMs, to };
}
