import type { PoolClient } from "pg";
import { z } from "zod";
import { StalePosition } from "@/lib/drain/sink";

/** A step of a segment of a spool. */
export interface Step {
  readonly spool: string;
  readonly segment: string;
  readonly from: number;
  readonly to: number;
}

/** The counter's lock is held to the end, so no process makes a greater sequence visible before. */
const counterSql = "select last, 1 as moved from event_counter where id = 1 for update";

const withMoved = (moveSql: string) => `
  with moved as (${moveSql} returning 1)
  select last, (select count(*) from moved) as moved from event_counter where id = 1 for update
`;
const beginSql = withMoved(`
  insert into drain_position as present (spool, segment, "offset") values ($1, $2, $4)
  on conflict (spool, segment) do update set "offset" = excluded."offset"
  where present."offset" = $3
`);
const moveSql = withMoved(`
  update drain_position set "offset" = $4 where spool = $1 and segment = $2 and "offset" = $3
`);

const counterRow = z.object({ last: z.number().int(), moved: z.number().int() });

/**
 * Makes all other writers wait until the transaction's end, and moves the position; throws
 * StalePosition when it isn't where the step begins. Gives the last sequence that was given.
 */
export async function lockCounter(client: PoolClient, step: Step | null): Promise<number> {
  const { rows } = step
    ? await client.query({
        name: step.from === 0 ? "begin-segment" : "move-position",
        text: step.from === 0 ? beginSql : moveSql,
        values: [step.spool, step.segment, step.from, step.to],
      })
    : await client.query({ name: "lock-counter", text: counterSql });
  const { last, moved } = counterRow.parse(rows[0]);
  if (step && moved === 0) throw new StalePosition(`${step.segment} is not at ${step.from}.`);
  return last;
}
