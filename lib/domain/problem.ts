import * as z from "zod";

/** RFC 9457 problem details, as every failing route answers them. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  requestId: z.string(),
  fields: z.record(z.string(), z.string()).default({}),
  retryAfterSeconds: z.number().optional(),
  kazooRequestId: z.string().optional(),
});

export type Problem = z.infer<typeof problemSchema>;
