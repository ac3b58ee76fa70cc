import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { Pool } from "pg";
import { statementDriver } from "../kysely/statement-driver";
import { unavailable } from "./unavailable";

// Whole pairs too: it only has to say no to most texts, fast.
const suspicious = /[\0\ud800-\udfff]/;

/** What PostgreSQL takes for a text: neither NUL nor half a surrogate pair. */
function toPostgresText(text: string): string {
  return suspicious.test(text) ? text.replace(/[\0\p{Surrogate}]/gu, "\ufffd") : text;
}

function toParameter(value: unknown): unknown {
  return typeof value === "string" ? toPostgresText(value) : value;
}

/** Kysely on a pool. Any failure is a HooklineError "storage_unavailable". */
export function poolDialect(pool: Pool): Dialect {
  return {
    createDriver: () =>
      statementDriver(async ({ sql, parameters }) => {
        try {
          const { rows, rowCount } = await pool.query(sql, parameters.map(toParameter));
          return { rows, changes: rowCount ?? 0 };
        } catch (cause) {
          throw unavailable(cause);
        }
      }),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
