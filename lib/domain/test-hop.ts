import * as z from "zod/mini";

/** The way of a test, in order. */
export const testHops = ["sent", "accepted", "received", "stored", "cleaned", "done"] as const;
export type TestHopName = (typeof testHops)[number];

export const testHopSchema = z.object({
  hop: z.enum(testHops),
  /** Unix milliseconds. */
  at: z.number(),
  /** Since the test began. */
  elapsedMs: z.number(),
  ok: z.boolean(),
  /** What it means, or where to look next: sentences. */
  hint: z.nullable(z.string()),
  /** The event that it is about. */
  eventId: z.optional(z.string()),
});
export type TestHop = z.infer<typeof testHopSchema>;

/** A user that a test made and Kazoo still has. */
export const testUsersSchema = z.object({
  items: z.array(z.object({ id: z.string(), madeAt: z.number() })),
});

export const testRequestSchema = z.object({
  /** Whether a URL that is not Hookline's may be sent a sample. */
  elsewhere: z._default(z.boolean(), false),
});
