import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { DatabaseThread } from "./database-thread";
import type { SqlValue } from "./protocol";

function toSqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === "string" || value instanceof Uint8Array) return value;
  if (typeof value === "number") return value;
  throw new TypeError(`SQLite is not given a ${typeof value}.`);
}

function leastBusy(threads: readonly DatabaseThread[], otherwise: DatabaseThread): DatabaseThread {
  return threads.reduce(
    (best, thread) => (thread.pending < best.pending ? thread : best),
    threads[0] ?? otherwise,
  );
}

function refuseTransaction(): Promise<never> {
  return Promise.reject(new Error("Write in one statement: a thread is shared by all queries."));
}

/** Kysely on our threads: selects go to the readers, everything else to the writer. */
export function workerDialect(writer: DatabaseThread, readers: readonly DatabaseThread[]): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
      const thread = SelectQueryNode.is(query) ? leastBusy(readers, writer) : writer;
      const answer = await thread.run({
        kind: "query",
        sql,
        parameters: parameters.map(toSqlValue),
      });
      if (answer.kind !== "result") throw new Error(`Unexpected answer ${answer.kind}.`);
      const { rows, changes } = answer.result;
      return { rows: rowsOf<R>(rows), numAffectedRows: BigInt(changes) };
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
    destroy: () => Promise.resolve(),
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely's word for what the columns hold; whoever uses rows parses them. */
function rowsOf<R>(rows: readonly unknown[]): R[] {
  return [...rows] as R[];
}
