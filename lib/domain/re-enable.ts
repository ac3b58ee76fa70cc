import * as z from "zod/mini";
import { targetAnswerSchema } from "./target-answer";

/** Whose URLs are asked first: Hookline's own, those elsewhere too, or nobody's. */
export const reEnableChecks = ["own", "all", "none"] as const;
export type ReEnableCheck = (typeof reEnableChecks)[number];

const maxReEnabled = 500;

export const reEnableSchema = z.object({
  webhookIds: z
    .array(z.string().check(z.minLength(1), z.maxLength(256)))
    .check(z.minLength(1), z.maxLength(maxReEnabled)),
  check: z.enum(reEnableChecks),
  /** Only ask the URLs. */
  dryRun: z._default(z.boolean(), false),
});
export type ReEnable = z.infer<typeof reEnableSchema>;

export const reEnabledItemSchema = z.object({
  webhookId: z.string(),
  outcome: z.enum(["re-enabled", "would-re-enable", "refused"]),
  /** How its URL answered; null where it was not asked. */
  answer: z.nullable(targetAnswerSchema),
  /** Why it was refused, as a sentence. */
  why: z.nullable(z.string()),
});
export type ReEnabledItem = z.infer<typeof reEnabledItemSchema>;

export const reEnabledSchema = z.object({ items: z.array(reEnabledItemSchema) });
