import * as z from "zod/mini";

/** What a webhook is called, also when Kazoo is away or has it no more. */
export const webhookNameSchema = z.object({
  id: z.string(),
  name: z.string(),
  isDeleted: z.boolean(),
});
export type WebhookName = z.infer<typeof webhookNameSchema>;

export const webhookNamesSchema = z.object({ items: z.array(webhookNameSchema) });
