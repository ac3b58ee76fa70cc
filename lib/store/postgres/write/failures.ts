import pg from "pg";
import { DatabaseAway, StalePosition } from "@/lib/drain/sink";

/** A row that can't be made into what PostgreSQL reads. */
export class UnwritableRow extends Error {
  override readonly name = "UnwritableRow";
}

function codeOf(cause: unknown): string {
  return cause instanceof pg.DatabaseError ? (cause.code ?? "") : "";
}

/** Whether there is no table for the day of an event. */
export function isNoPartition(cause: unknown): boolean {
  // The same code as for a check, which has a name.
  return codeOf(cause) === "23514" && Reflect.get(Object(cause), "constraint") === undefined;
}

/** Whether PostgreSQL objects to what a row holds: class 22, 23 or 54. */
function isOfOneRow(cause: unknown): boolean {
  return /^(22|23|54)...$/.test(codeOf(cause)) && !isNoPartition(cause);
}

/**
 * Rejects with errors about a row or the position as they are; any other error is the database's.
 */
export function rejectAsDatabase(cause: unknown): Promise<never> {
  const isOfTheGroup =
    isOfOneRow(cause) || cause instanceof UnwritableRow || cause instanceof StalePosition;
  if (isOfTheGroup) return Promise.reject(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  return Promise.reject(
    new DatabaseAway(`PostgreSQL takes nothing just now: ${message}`, { cause }),
  );
}
