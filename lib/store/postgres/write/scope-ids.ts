import type { Pool } from "pg";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";

/** Adds what is missing. If two processes add the same, one of them finds it in the next round. */
const selectSql = `
  with asked as (
    select * from unnest($1::text[], $2::text[]) as asked (cluster, account_id)
  ), added as (
    insert into scope (cluster, account_id)
    select cluster, account_id from asked
    where not exists (
      select from scope
      where scope.cluster = asked.cluster and scope.account_id = asked.account_id
    )
    order by cluster, account_id
    on conflict do nothing
    returning id, cluster, account_id
  )
  select id, cluster, account_id from added
  union all
  select scope.id, cluster, account_id from scope join asked using (cluster, account_id)
`;
const maxTries = 3;

const idRow = z.object({ id: z.number().int(), cluster: z.string(), account_id: z.string() });

export interface ScopeIds {
  /** The accounts' numbers, in their order; given on first use. */
  of(scopes: readonly AccountScope[]): Promise<readonly number[]>;
}

export function createScopeIds(pool: Pool): ScopeIds {
  const known = new Map<string, number>();
  const keyOf = ({ cluster, accountId }: AccountScope) => `${accountId} ${cluster}`;

  async function learn(scopes: readonly AccountScope[]): Promise<void> {
    const { rows } = await pool.query(selectSql, [
      scopes.map(({ cluster }) => cluster),
      scopes.map(({ accountId }) => accountId),
    ]);
    for (const row of rows) {
      const { id, cluster, account_id } = idRow.parse(row);
      known.set(keyOf({ cluster, accountId: account_id }), id);
    }
  }

  return {
    async of(scopes) {
      for (let tries = 0; tries < maxTries; tries += 1) {
        const missing = new Map<string, AccountScope>();
        for (const scope of scopes) if (!known.has(keyOf(scope))) missing.set(keyOf(scope), scope);
        if (missing.size === 0) break;
        await learn([...missing.values()]);
      }
      return scopes.map((scope) => {
        const id = known.get(keyOf(scope));
        if (id === undefined) throw new Error("An account was given no number.");
        return id;
      });
    },
  };
}
