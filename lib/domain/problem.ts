import * as z from "zod/mini";

/** RFC 9457 problem details, as every failing route answers them. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  requestId: z.string(),
  fields: z._default(z.record(z.string(), z.string()), {}),
  retryAfterSeconds: z.optional(z.number()),
  kazooRequestId: z.optional(z.string()),
});

export type Problem = z.infer<typeof problemSchema>;
