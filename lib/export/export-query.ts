import { z } from "zod";
import { extend } from "zod/mini";
import { eventFilterSchema } from "@/lib/filter/event-filter";

const exportFormats = ["csv", "ndjson", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const known = extend(eventFilterSchema, {
  format: z.enum(exportFormats),
  reveal: z.literal("1").optional(),
});

/**
 * What an export is asked with: the list's filter, a format, `reveal=1`. A name that is none of
 * these is refused: a filter that is misspelt would export everything.
 */
export const exportQuerySchema = z
  .record(z.string(), z.string())
  .superRefine((query, context) => {
    for (const name of Object.keys(query)) {
      if (Object.hasOwn(known.shape, name)) continue;
      context.addIssue({
        code: "custom",
        path: [name],
        message: "An export takes no such parameter.",
      });
    }
  })
  .pipe(known);
export type ExportQuery = z.output<typeof exportQuerySchema>;
