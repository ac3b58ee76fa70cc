import * as z from "zod/mini";
import { eventKinds } from "./event";

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
