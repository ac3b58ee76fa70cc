import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { EventFilter } from "@/lib/filter/event-filter";
import { filterFields } from "@/lib/filter/filter-fields";
import type { EventDatabase } from "../kysely/database";

const operators = { equal: "=", from: ">=", before: "<" } as const;

/** What an event's own columns must be to pass the filter; free text is the engine's. */
export function conditionsOf(
  eb: ExpressionBuilder<EventDatabase, "event">,
  filter: EventFilter,
): Expression<SqlBool>[] {
  const asked: Readonly<Record<string, string | number | boolean | undefined>> = filter;
  return Object.entries(filterFields).flatMap(([name, { compares, column }]) => {
    const value = asked[name];
    if (column === null) return [];
    if (compares === "present") return eb(`event.${column}`, value ? "is not" : "is", null);
    if (value === undefined) return [];
    const held = sql<string | number | boolean>`${eb.ref(`event.${column}`)}`;
    return eb(held, operators[compares], value);
  });
}
