import * as z from "zod/mini";
import { happenedSchema, whereSpanSchema } from "@/lib/domain/where";
import { eventFilterSchema } from "@/lib/filter/event-filter";

export const whereRequestSchema = z.object({
  /** Null: anything that the webhook fires on. */
  happened: z._default(z.nullable(happenedSchema), null),
  /** When it happened. */
  span: whereSpanSchema,
  /** Whether a URL that is not Hookline's may be asked. */
  elsewhere: z._default(z.boolean(), false),
  /** The filter of the page that doesn't show it; null where there is none. */
  page: z._default(z.nullable(eventFilterSchema), null),
});

export interface WhereQuestion extends z.infer<typeof whereRequestSchema> {
  readonly webhookId: string;
}
