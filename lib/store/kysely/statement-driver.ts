import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";

function refuseTransaction(): Promise<never> {
  return Promise.reject(
    new Error("Write in one statement: connections are shared by all queries."),
  );
}

/**
 * Kysely's driver where every query stands alone, on whichever connection is free.
 * `execute` gives the rows and how many were changed.
 */
export function statementDriver(
  execute: (query: CompiledQuery) => Promise<{ rows: readonly unknown[]; changes: number }>,
): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await execute(query);
      return { rows: rowsOf<R>(rows), numAffectedRows: BigInt(changes) };
    },
    streamQuery: () => {
      throw new Error("Queries are not streamed; ask for pages.");
    },
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    destroy: () => Promise.resolve(),
  };
}

/** Kysely's word for what the columns hold; whoever uses rows parses them. */
function rowsOf<R>(rows: readonly unknown[]): R[] {
  return [...rows] as R[];
}
