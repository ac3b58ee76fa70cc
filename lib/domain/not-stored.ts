import * as z from "zod/mini";

/** An account's deliveries that were answered 200 and are not stored, until it is acknowledged. */
export const notStoredSchema = z.object({
  count: z.int(),
  /** Unix milliseconds. */
  firstAt: z.number(),
  lastAt: z.number(),
});
export type NotStored = z.infer<typeof notStoredSchema>;
