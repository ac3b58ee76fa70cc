import * as z from "zod/mini";
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
