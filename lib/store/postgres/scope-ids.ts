import type { Pool } from "pg";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";

const idRow = z.object({ id: z.number().int() });

export interface ScopeIds {
  /** The account's number; given on first use. */
  of(scope: AccountScope): Promise<number>;
}

export function createScopeIds(pool: Pool): ScopeIds {
  const known = new Map<string, number>();
  return {
    async of({ cluster, accountId }) {
      const key = JSON.stringify([cluster, accountId]);
      const present = known.get(key);
      if (present !== undefined) return present;
      const values = [cluster, accountId];
      await pool.query(
        "insert into scope (cluster, account_id) values ($1, $2) on conflict do nothing",
        values,
      );
      const { rows } = await pool.query(
        "select id from scope where cluster = $1 and account_id = $2",
        values,
      );
      const { id } = idRow.parse(rows[0]);
      known.set(key, id);
      return id;
    },
  };
}
