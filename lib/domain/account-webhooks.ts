import * as z from "zod/mini";
import { accountSchema } from "./account";
import { healthStates } from "./webhook-health";

/** A webhook as the overview of accounts has it. */
const accountWebhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  trigger: z.string(),
  /** What kind of object fires it; null where it isn't the trigger for objects, or not read yet. */
  objectType: z.nullable(z.string()),
  state: z.enum(healthStates),
  receivesHere: z.boolean(),
  /** Unix milliseconds of the last delivery that is stored. */
  lastEventAt: z.nullable(z.number()),
});
export type AccountWebhook = z.infer<typeof accountWebhookSchema>;

const accountRowSchema = z.object({
  accountId: z.string(),
  /** When Kazoo told its webhooks, Unix milliseconds. */
  readAt: z.number(),
  /** Why they could not be read; null when they were. */
  problem: z.nullable(z.string()),
  /** True once failures and kinds of objects are part of it, as far as Kazoo tells them. */
  isWhole: z.boolean(),
  webhooks: z.array(accountWebhookSchema),
});
export type AccountRow = z.infer<typeof accountRowSchema>;

/** What a sweep waits for: its share of Kazoo's bucket, or Kazoo, which had too many requests. */
export const sweepWaitingSchema = z.object({
  is: z.literal("waiting"),
  for: z.nullable(z.enum(["share", "kazoo"])),
});

/** Why a stream ended before its end. */
export const sweepFailedSchema = z.object({
  is: z.literal("failed"),
  code: z.string(),
  why: z.string(),
});

/** The overview as it is read, account by account; a row comes again when more is known of it. */
export const accountFrameSchema = z.discriminatedUnion("is", [
  z.object({ is: z.literal("accounts"), accounts: z.array(accountSchema) }),
  z.object({ is: z.literal("row"), row: accountRowSchema }),
  sweepWaitingSchema,
  sweepFailedSchema,
  z.object({ is: z.literal("done"), at: z.number() }),
]);
export type AccountFrame = z.infer<typeof accountFrameSchema>;
