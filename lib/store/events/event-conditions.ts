import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { EventFilter } from "@/lib/domain/event-filter";
import type { EventDatabase } from "../kysely/database";

/** What an event's own columns must be to pass the filter; free text is the engine's. */
export function conditionsOf(
  eb: ExpressionBuilder<EventDatabase, "event">,
  filter: EventFilter,
): Expression<SqlBool>[] {
  const equal = [
    ["event.trigger", filter.trigger],
    ["event.kind", filter.kind],
    ["event.action", filter.action],
    ["event.type", filter.type],
    ["event.webhook_id", filter.webhookId],
    ["event.call_id", filter.callId],
  ] as const;
  const conditions: Expression<SqlBool>[] = [];
  for (const [column, value] of equal) {
    if (value !== undefined) conditions.push(eb(column, "=", value));
  }
  conditions.push(eb("event.quarantine", filter.quarantined ? "is not" : "is", null));
  if (filter.from !== undefined) conditions.push(eb("event.received_at", ">=", filter.from));
  if (filter.to !== undefined) conditions.push(eb("event.received_at", "<", filter.to));
  return conditions;
}
