import { z } from "zod";

/** An account's deliveries that were answered 200 and are not stored, until it is acknowledged. */
export const notStoredSchema = z.object({
  count: z.number().int(),
  /** Unix milliseconds. */
  firstAt: z.number(),
  lastAt: z.number(),
});
export type NotStored = z.infer<typeof notStoredSchema>;

/** The account's receiver: its URL and whether what arrives can be stored. */
export const receiverStateSchema = z.object({
  url: z.string(),
  /** Since when deliveries can't be stored, Unix milliseconds; null while they can. */
  failingSince: z.number().nullable(),
  notStored: notStoredSchema.nullable(),
  /** Events kept apart, counted to a thousand; null when the store does not answer. */
  quarantined: z.number().int().nullable(),
});
export type ReceiverState = z.infer<typeof receiverStateSchema>;
