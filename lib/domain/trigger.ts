import * as z from "zod/mini";

export const modifierSchema = z.object({
  /** The key under which the chosen value is stored in Kazoo's custom_data. */
  key: z.string(),
  description: z.nullable(z.string()),
  options: z.array(
    z.object({ value: z.string(), label: z.string(), description: z.nullable(z.string()) }),
  ),
});

/**
 * What a Kazoo can fire. Always rendered from its answer: clusters differ (docs/kazoo.md#triggers).
 */
export const triggerSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  modifiers: z.array(modifierSchema),
});

export const triggerListSchema = z.object({
  items: z.array(triggerSchema),
  nextCursor: z.null(),
});

export type Modifier = z.infer<typeof modifierSchema>;
export type Trigger = z.infer<typeof triggerSchema>;
