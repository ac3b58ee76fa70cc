import * as z from "zod/mini";
import { eventKinds } from "./event";
import { eventFilterSchema } from "./event-filter";

const mostBuckets = 200;
const dayMs = 86_400_000;

/** What a histogram is asked with: a filter, its span (the last day by default), how many buckets. */
export const histogramQuerySchema = z
  .pipe(
    z.extend(eventFilterSchema, {
      buckets: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(mostBuckets)), 60),
    }),
    z.transform(({ buckets, from, to = Date.now(), ...filter }) => ({
      filter: { ...filter, from: from ?? to - dayMs, to },
      buckets,
    })),
  )
  .check(
    z.refine(({ filter }) => filter.from < filter.to, {
      path: ["to"],
      error: "must be after from.",
    }),
  );

const count = z.int();

/** Events received in [from, to), Unix milliseconds, by kind. Who repeats another isn't counted. */
export const histogramBucketSchema = z.object({
  from: z.number(),
  to: z.number(),
  counts: z.record(z.enum(eventKinds), count),
});
export type HistogramBucket = z.infer<typeof histogramBucketSchema>;

/** The API's answer: all buckets of the span, oldest first, also the empty ones. */
export const histogramSchema = z.object({ items: z.array(histogramBucketSchema) });
