import * as z from "zod/mini";
import { sweepFailedSchema, sweepWaitingSchema } from "./account-webhooks";
import { reEnableChecks } from "./re-enable";

const maxChanges = 500;
const id = z.string().check(z.minLength(1), z.maxLength(256));

/** What is wished for one account: a webhook on again, or a new one that posts here. */
const accountChangeSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("re-enable"), accountId: id, webhookId: id }),
  z.object({
    do: z.literal("create"),
    accountId: id,
    name: z.string().check(z.minLength(1), z.maxLength(128)),
    trigger: id,
    modifiers: z.record(z.string(), z.string()),
  }),
]);
export type AccountChange = z.infer<typeof accountChangeSchema>;

export const accountChangesSchema = z.object({
  changes: z.array(accountChangeSchema).check(z.minLength(1), z.maxLength(maxChanges)),
  check: z._default(z.enum(reEnableChecks), "own"),
  /** Only say what would be done. */
  dryRun: z._default(z.boolean(), true),
});
export type AccountChanges = z.infer<typeof accountChangesSchema>;

/** What became of each change, by its place in what was asked. */
export const accountChangeFrameSchema = z.discriminatedUnion("is", [
  z.object({
    is: z.literal("result"),
    index: z.int(),
    outcome: z.enum(["would", "done", "skipped", "failed"]),
    /** What, or why not, as a sentence. */
    what: z.string(),
  }),
  sweepWaitingSchema,
  sweepFailedSchema,
  z.object({ is: z.literal("done") }),
]);
export type AccountChangeFrame = z.infer<typeof accountChangeFrameSchema>;
