import * as z from "zod/mini";

/** What may be said of a webhook, the worst first: a list is sorted in this order. */
export const healthStates = [
  "auto-disabled",
  "failing",
  "silent",
  "never-fired",
  "off",
  "fine",
] as const;
export type HealthState = (typeof healthStates)[number];

/** So many failed attempts within the window, and Kazoo switches the webhook off. */
export const failureLimitsSchema = z.object({ count: z.number(), windowMs: z.number() });
export type FailureLimits = z.infer<typeof failureLimitsSchema>;

/** Kazoo's own, where neither the account nor the system sets others (docs/kazoo.md#auto-disable). */
export const usualFailureLimits: FailureLimits = { count: 6, windowMs: 60_000 };

/** The receiver's last answer that is known. */
export const lastAnswerSchema = z.object({
  at: z.number(),
  isSuccess: z.boolean(),
  /** HTTP status; null where there was no answer. */
  code: z.nullable(z.number()),
  /** What Kazoo's HTTP client says where there was none. */
  clientError: z.nullable(z.string()),
});
export type LastAnswer = z.infer<typeof lastAnswerSchema>;

/** How a webhook usually fires, from the week that ends with its last delivery. */
export const usualRateSchema = z.object({
  perDay: z.number(),
  /** An upper bound of the longest time between two deliveries. */
  longestPauseMs: z.number(),
});
export type UsualRate = z.infer<typeof usualRateSchema>;

export const webhookHealthSchema = z.object({
  webhookId: z.string(),
  state: z.enum(healthStates),
  /** Kazoo's own words for why it switched the webhook off. */
  disableReason: z.nullable(z.string()),
  /** Between these two times Kazoo switched it off; null where that isn't known. */
  offSince: z.nullable(z.object({ after: z.number(), before: z.number() })),
  /** Failed attempts within the window up to now; null where Kazoo's attempts couldn't be read. */
  failures: z.nullable(z.number()),
  /** Unix milliseconds of the last delivery that is stored. */
  lastEventAt: z.nullable(z.number()),
  /** Deliveries in each hour of the last 24, the oldest first. */
  hours: z.array(z.number()),
  usual: z.nullable(usualRateSchema),
  lastAnswer: z.nullable(lastAnswerSchema),
});
export type WebhookHealth = z.infer<typeof webhookHealthSchema>;

export const webhookHealthListSchema = z.object({
  items: z.array(webhookHealthSchema),
  nextCursor: z.null(),
  limits: failureLimitsSchema,
  /** When it was so, Unix milliseconds. */
  at: z.number(),
});
export type WebhookHealthList = z.infer<typeof webhookHealthListSchema>;
