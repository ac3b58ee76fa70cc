import * as z from "zod/mini";

/** How a webhook's URL answered when Hookline asked it. */
export const targetAnswerSchema = z.object({
  /** HTTP status; null where there was no answer. */
  status: z.nullable(z.int()),
  tookMs: z.number(),
  /** Why there was none, as a sentence. */
  problem: z.nullable(z.string()),
});
export type TargetAnswer = z.infer<typeof targetAnswerSchema>;
