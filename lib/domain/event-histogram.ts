import * as z from "zod";
import { eventKinds } from "./event";
import { eventFilterSchema } from "./event-filter";

const mostBuckets = 200;
const dayMs = 86_400_000;

/** What a histogram is asked with: a filter, its span (the last day by default), how many buckets. */
export const histogramQuerySchema = eventFilterSchema
  .extend({ buckets: z.coerce.number().int().min(1).max(mostBuckets).default(60) })
  .transform(({ buckets, from, to = Date.now(), ...filter }) => ({
    filter: { ...filter, from: from ?? to - dayMs, to },
    buckets,
  }))
  .refine(({ filter }) => filter.from < filter.to, { path: ["to"], error: "must be after from." });

const count = z.number().int();

/** Events received in [from, to), Unix milliseconds, by kind. Who repeats another isn't counted. */
export const histogramBucketSchema = z.object({
  from: z.number(),
  to: z.number(),
  counts: z.record(z.enum(eventKinds), count),
});
export type HistogramBucket = z.infer<typeof histogramBucketSchema>;

/** The API's answer: all buckets of the span, oldest first, also the empty ones. */
export const histogramSchema = z.object({ items: z.array(histogramBucketSchema) });
