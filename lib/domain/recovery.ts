import * as z from "zod/mini";
import type { AccountScope } from "./account";
import { checkRange, instantSchema } from "./attempt";

/** Why the body of a failed attempt can't be stored. */
export const notRecoverableReasons = ["get", "no_body", "elsewhere", "past_retention"] as const;
export type NotRecoverableReason = (typeof notRecoverableReasons)[number];

const instant = z.union([z.number().check(z.gte(0)), instantSchema]);

export const recoverRequestSchema = z
  .object({
    webhookId: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(64))),
    from: instant,
    to: instant,
    /** True: says what would be stored and stores nothing. */
    dryRun: z._default(z.boolean(), false),
  })
  .check(checkRange);
export type RecoverRequest = z.infer<typeof recoverRequestSchema>;

export const recoverReportSchema = z.object({
  /** Deliveries that Kazoo says failed, or that never arrived. */
  found: z.int(),
  alreadyStored: z.int(),
  /** Stored now; in a dry run, those that would be. */
  recovered: z.int(),
  notRecoverable: z.array(z.object({ reason: z.enum(notRecoverableReasons), count: z.int() })),
  /** False: Kazoo logs more attempts in the range than are read at once; recover in smaller ranges. */
  complete: z.boolean(),
});
export type RecoverReport = z.infer<typeof recoverReportSchema>;

/** What Kazoo's record of a failed attempt tells of a delivery that never arrived. */
export interface RecoverableDelivery {
  readonly scope: AccountScope;
  /** The same however often it is recovered. */
  readonly id: string;
  /** When the first try failed: Unix milliseconds. */
  readonly attemptedAt: number;
  readonly webhookId: string;
  readonly trigger: string | null;
  readonly method: "POST" | "PUT";
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}
