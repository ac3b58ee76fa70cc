import type { Kysely } from "kysely";
import { z } from "zod";
import type { SequenceBounds } from "../../events/event-engine";
import type { EventDatabase } from "../../kysely/database";
import { stretchRows } from "../worker/event-stretches";

const boundsRow = z.object({
  first: z.number().int().nullable(),
  last: z.number().int().nullable(),
});

/** Between which sequences all events lie that were received in [from, to), Unix milliseconds. */
export async function boundsOfSpan(
  db: Kysely<EventDatabase>,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): Promise<SequenceBounds> {
  const row = await db
    .selectFrom("event_stretch")
    .select(({ fn }) => [fn.min("number").as("first"), fn.max("number").as("last")])
    .where("newest", ">=", from)
    .where("oldest", "<", to)
    .executeTakeFirst();
  const { first, last } = boundsRow.parse(row);
  if (first === null || last === null) return { atLeast: 0, below: 0 };
  return { atLeast: first * stretchRows, below: (last + 1) * stretchRows };
}
