import * as z from "zod/mini";
import type { EventSummary } from "@/lib/domain/event";
import { type FilterField, type FilterName, type filterFields, filterRows } from "./filter-fields";

type Shape = { [Name in FilterName]: (typeof filterFields)[Name]["reads"] };

/** The one schema that reads an event filter: from the page's URL, the query key and the API. */
export const eventFilterSchema = z.object(
  // Object.fromEntries forgets which name has which schema.
  Object.fromEntries(filterRows.map(([name, { reads }]) => [name, reads])) as Shape,
);
export type EventFilter = z.infer<typeof eventFilterSchema>;

export const eventQuerySchema = z.extend(eventFilterSchema, {
  cursor: z.optional(z.string().check(z.maxLength(512))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
});

type Asked = EventFilter[FilterName];

/** Null: only the store can tell. */
function passes(field: FilterField, event: EventSummary, asked: Asked): boolean | null {
  if (field.compares === "present") return (event[field.of] !== null) === (asked === true);
  if (asked === undefined) return true;
  if (field.compares === "words") return null;
  const held = event[field.of];
  if (field.compares === "equal") return held === asked;
  if (typeof held !== "number" || typeof asked !== "number") return false;
  return field.compares === "from" ? held >= asked : held < asked;
}

/** Whether a live event belongs to a list. Null: only the store can tell (free text). */
export function matchesFilter(event: EventSummary, filter: EventFilter): boolean | null {
  const verdicts = filterRows.map(([name, field]) => passes(field, event, filter[name]));
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}
