import * as z from "zod/mini";
import { eventDetailSchema, eventPageSchema, eventSummarySchema } from "@/lib/domain/event";

const viewedEventSchema = eventSummarySchema.brand<"viewed">();

/** A row of a list as the API gives it: only view-event.ts makes one, and a browser's reading of it. */
export type ViewedEvent = z.infer<typeof viewedEventSchema>;

export const viewedPageSchema = z.extend(eventPageSchema, { items: z.array(viewedEventSchema) });
export type ViewedPage = z.infer<typeof viewedPageSchema>;

/** An event as the API gives it: credentials are masked unless they were asked for. */
export const eventViewSchema = z
  .extend(eventDetailSchema, {
    /**
     * "masked": in the payload, so body and query are left out. "masked_headers": in headers only.
     * "revealed": there are some and they are shown.
     */
    secrets: z.enum(["none", "masked", "masked_headers", "revealed"]),
  })
  .brand<"viewed">();
export type EventView = z.infer<typeof eventViewSchema>;
