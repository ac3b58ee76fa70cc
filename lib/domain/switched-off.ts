import * as z from "zod/mini";

/** A webhook that Kazoo switched off between two looks at its list, until it is on again or somebody has seen it. */
export const switchedOffSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Between these two, Unix milliseconds. */
  lastSeenOnAt: z.number(),
  seenOffAt: z.number(),
});
export type SwitchedOff = z.infer<typeof switchedOffSchema>;

export const switchedOffAnswerSchema = z.object({ switchedOff: z.array(switchedOffSchema) });

const separator = ",";

/** Ids as one parameter of a query. Kazoo lets who creates a webhook choose its id, so each is encoded. */
export function joinIds(ids: readonly string[]): string {
  return ids.map(encodeURIComponent).join(separator);
}

/** What joinIds made, taken apart again. */
export const joinedIdsSchema = z.pipe(
  z.string().check(z.minLength(1), z.maxLength(65_536)),
  z.transform((text, context) => {
    try {
      return text.split(separator).map(decodeURIComponent);
    } catch {
      context.issues.push({
        code: "custom",
        input: text,
        message: "Not every id is encoded as in a URL.",
      });
      return z.NEVER;
    }
  }),
);
