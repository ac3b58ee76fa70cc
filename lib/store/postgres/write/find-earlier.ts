import type { PoolClient } from "pg";
import { z } from "zod";
import { minuteOf } from "./repeats";

export const digestBytes = 16;

/**
 * Of events: those that are there by their id, and those with the same digest that were received in
 * the same minute, the one before or the one after. Each look-up uses an index, even if the planner
 * still takes the table for empty.
 */
const earlierSql = `
  select null::integer as n, id, received_at from event
  where id = any($1::text[]) and received_at between $2 and $3
  union all
  select asked.n::integer, same.event_id, same.received_at
  from unnest($4::bigint[]) with ordinality as asked (minute, n)
  cross join lateral (
    select event_id, received_at from delivery_digest
    where minute = any(array[asked.minute - 1, asked.minute, asked.minute + 1])
      and digest = substring($5::bytea from (asked.n::integer - 1) * ${digestBytes} + 1 for ${digestBytes})
    limit 3
  ) as same
`;

const earlierRow = z.object({
  n: z.number().int().nullable(),
  id: z.string(),
  received_at: z.number(),
});

const storedRow = z.object({ id: z.string() });

interface SentEvent {
  readonly id: string;
  readonly receivedAt: number;
  readonly digest: Uint8Array;
}

interface Earlier {
  /** Ids of those that are in the store already. */
  readonly stored: ReadonlySet<string>;
  /** Earlier deliveries that may be the same, each with the index of the event that it is like. */
  readonly alike: readonly {
    readonly index: number;
    readonly id: string;
    readonly receivedAt: number;
  }[];
}

/** Which of these ids are there already, of events received at these times. */
export async function findStored(
  client: PoolClient,
  ids: readonly string[],
  times: readonly number[],
): Promise<Set<string>> {
  const { rows } = await client.query(
    "select id from event where id = any($1::text[]) and received_at between $2 and $3",
    [ids, Math.min(...times), Math.max(...times)],
  );
  return new Set(rows.map((row) => storedRow.parse(row).id));
}

export async function findEarlier(
  client: PoolClient,
  events: readonly SentEvent[],
): Promise<Earlier> {
  const times = events.map(({ receivedAt }) => receivedAt);
  const { rows } = await client.query({
    name: "find-earlier",
    text: earlierSql,
    values: [
      events.map(({ id }) => id),
      Math.min(...times),
      Math.max(...times),
      `{${times.map(minuteOf).join(",")}}`,
      Buffer.concat(events.map(({ digest }) => digest)),
    ],
  });
  const stored = new Set<string>();
  const alike = [];
  for (const row of rows) {
    const { n, id, received_at } = earlierRow.parse(row);
    if (n === null) stored.add(id);
    else alike.push({ index: n - 1, id, receivedAt: received_at });
  }
  return { stored, alike };
}
