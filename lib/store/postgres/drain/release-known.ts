import type { Pool } from "pg";
import { refetchChannel } from "../event-channel";

const maxUnsure = 10_000;

interface KeptApart {
  readonly id: string;
  readonly receivedAt: number;
}

/**
 * Releases events from quarantine whose webhook is known by now: it may have become known between
 * judging and commit. Notifies the viewers of these accounts.
 */
const releaseSql = `
  with released as (
    update event set quarantine = null
    from scope, known_webhook as known
    where event.id = any($1::text[]) and event.received_at between $2 and $3
      and event.quarantine is not null and scope.id = event.scope_id
      and known.cluster = scope.cluster and known.account_id = scope.account_id
      and known.webhook_id = event.webhook_id and known.deleted_at is null
    returning scope.cluster, scope.account_id
  )
  select pg_notify('${refetchChannel}', json_build_array(cluster, account_id)::text)
  from released group by cluster, account_id
`;

/**
 * Returns a function to call with events that were committed into quarantine. It never rejects:
 * events that could not be checked are checked the next time.
 */
export function createRelease(pool: Pool): (events: readonly KeptApart[]) => Promise<void> {
  let unsure: readonly KeptApart[] = [];
  return async (events) => {
    unsure = [...unsure, ...events].slice(-maxUnsure);
    if (unsure.length === 0) return;
    const times = unsure.map(({ receivedAt }) => receivedAt);
    const values = [unsure.map(({ id }) => id), Math.min(...times), Math.max(...times)];
    await pool.query({ name: "release-known", text: releaseSql, values }).then(
      () => {
        unsure = [];
      },
      () => {},
    );
  };
}
