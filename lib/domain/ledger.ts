import * as z from "zod/mini";
import { checkRange, instantSchema } from "./attempt";

/**
 * A delivery seen from both ends. "arrived": stored, and no failed attempt. "retried": stored, after
 * failed ones. "missing": failed at Kazoo's end and never seen here. "recovered": it never arrived,
 * and was stored since from what Kazoo kept of it. "disputed": stored, and Kazoo says that it failed.
 */
export const ledgerOutcomes = ["arrived", "retried", "missing", "recovered", "disputed"] as const;
export type LedgerOutcome = (typeof ledgerOutcomes)[number];

export const ledgerRowSchema = z.object({
  webhookId: z.string(),
  /** Unix milliseconds: of the first attempt that is logged, else when it was received. */
  at: z.number(),
  outcome: z.enum(ledgerOutcomes),
  /** The stored event; null of a missing one. */
  eventId: z.nullable(z.string()),
  /** False where the webhook posts elsewhere: nothing of it can arrive here. */
  receivesHere: z.boolean(),
  /** What Kazoo logs of it; null where it logs nothing. */
  attempts: z.nullable(
    z.object({
      failed: z.int(),
      /** Unix milliseconds. */
      lastAt: z.number(),
      lastCode: z.nullable(z.int()),
      lastClientError: z.nullable(z.string()),
      lastReason: z.nullable(z.string()),
    }),
  ),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

export const ledgerCountsSchema = z.object({
  webhookId: z.string(),
  /** When the hour began, Unix milliseconds. */
  hour: z.number(),
  arrived: z.int(),
  retried: z.int(),
  missing: z.int(),
  recovered: z.int(),
  disputed: z.int(),
});
export type LedgerCounts = z.infer<typeof ledgerCountsSchema>;

export const ledgerPageSchema = z.object({
  items: z.array(ledgerRowSchema),
  nextCursor: z.nullable(z.string()),
  /** Of the whole range, whatever the outcome asked for; on the first page only. */
  counts: z.nullable(z.array(ledgerCountsSchema)),
  /** False: Kazoo logs more attempts in the range than are read at once; older rows lack them. */
  attemptsComplete: z.boolean(),
});
export type LedgerPage = z.infer<typeof ledgerPageSchema>;

export const ledgerQuerySchema = z
  .object({
    webhookId: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(64))),
    outcome: z.optional(z.enum(ledgerOutcomes)),
    from: z.optional(instantSchema),
    to: z.optional(instantSchema),
    cursor: z.optional(z.string().check(z.maxLength(512))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  })
  .check(checkRange);
