import * as z from "zod/mini";
import { attemptSchema } from "@/lib/domain/attempt";

/** An attempt as the API gives it, its credentials masked: only view-attempt.ts makes one. */
export const viewedAttemptSchema = attemptSchema.brand<"viewed">();
export type ViewedAttempt = z.infer<typeof viewedAttemptSchema>;

export const viewedAttemptPageSchema = z.object({
  items: z.array(viewedAttemptSchema),
  nextCursor: z.nullable(z.string()),
});
