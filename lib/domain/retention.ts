import * as z from "zod/mini";

/** Which limit made the oldest events go. */
export const retentionReasons = ["age", "count", "bytes", "disk"] as const;
export type RetentionReason = (typeof retentionReasons)[number];

/** What retention has taken away so far, of all accounts together. */
export const retentionHorizonSchema = z.object({
  /** Unix milliseconds: events received before may be gone, later ones are all there. Null: none is gone. */
  droppedBefore: z.nullable(z.number()),
  droppedEvents: z.int(),
  /** Unix milliseconds, and why, of the last time. */
  droppedAt: z.nullable(z.number()),
  reason: z.nullable(z.enum(retentionReasons)),
});
export type RetentionHorizon = z.infer<typeof retentionHorizonSchema>;
