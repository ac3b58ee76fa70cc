import type { PoolClient } from "pg";
import type { AccountScope } from "@/lib/domain/account";
import { eventChannel } from "../event-channel";
import { digestBytes } from "./find-earlier";
import { minuteOf } from "./repeats";

/** All that is noted beside the events themselves, in one statement. Listeners hear of it with the commit. */
const noteSql = `
  with counter as (
    update event_counter set last = $1 where id = 1
  ), digests as (
    insert into delivery_digest (minute, digest, event_id, received_at)
    select minute,
      substring($2::bytea from (n::integer - 1) * ${digestBytes} + 1 for ${digestBytes}),
      event_id, received_at
    from unnest($3::bigint[], $4::text[], $5::bigint[]) with ordinality
      as first (minute, event_id, received_at, n)
    on conflict do nothing
  ), scopes as (
    update scope set events = scope.events + added.events, bytes = scope.bytes + added.bytes
    from unnest($6::integer[], $7::bigint[], $8::bigint[]) as added (id, events, bytes)
    where scope.id = added.id
  ), keys as (
    update receiver_key set last_used_at = used.at
    from unnest($9::text[], $10::bigint[]) as used (id, at)
    where receiver_key.id = used.id and coalesce(last_used_at, 0) < used.at
  )
  select count(pg_notify('${eventChannel}', notice)) from unnest($11::text[]) as notice
`;

/** What a group added to an account. */
export interface ScopeTotals {
  readonly id: number;
  readonly scope: AccountScope;
  events: number;
  bytes: number;
  /** The newest sequence. */
  newest: number;
}

export interface GroupNotes {
  readonly lastSequence: number;
  /** Deliveries that repeat nothing. */
  readonly firsts: readonly {
    readonly id: string;
    readonly receivedAt: number;
    readonly digest: Uint8Array;
  }[];
  readonly totals: readonly ScopeTotals[];
  /** When receiver keys were last used, by their ids. */
  readonly usedKeys: ReadonlyMap<string, number>;
}

function numbers(values: readonly number[]): string {
  return `{${values.join(",")}}`;
}

export async function noteGroup(client: PoolClient, notes: GroupNotes): Promise<void> {
  const { firsts, totals, usedKeys } = notes;
  await client.query({
    name: "note-group",
    text: noteSql,
    values: [
      notes.lastSequence,
      Buffer.concat(firsts.map(({ digest }) => digest)),
      numbers(firsts.map(({ receivedAt }) => minuteOf(receivedAt))),
      firsts.map(({ id }) => id),
      numbers(firsts.map(({ receivedAt }) => receivedAt)),
      numbers(totals.map(({ id }) => id)),
      numbers(totals.map(({ events }) => events)),
      numbers(totals.map(({ bytes }) => bytes)),
      [...usedKeys.keys()],
      numbers([...usedKeys.values()]),
      totals.map(({ scope, newest }) => JSON.stringify([scope.cluster, scope.accountId, newest])),
    ],
  });
}
