import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Pool } from "pg";
import { toPostgresText } from "./postgres-text";
import { unavailable } from "./unavailable";

function toParameter(value: unknown): unknown {
  return typeof value === "string" ? toPostgresText(value) : value;
}

function refuseTransaction(): Promise<never> {
  return Promise.reject(new Error("Write in one statement: the next may use another connection."));
}

/** Kysely on a pool. Any failure is a HooklineError "storage_unavailable". */
export function poolDialect(pool: Pool): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      try {
        const { rows, rowCount } = await pool.query(sql, parameters.map(toParameter));
        return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
      } catch (cause) {
        throw unavailable(cause);
      }
    },
    streamQuery: () => {
      throw new Error("Queries are not streamed; ask for pages.");
    },
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    destroy: () => pool.end(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
