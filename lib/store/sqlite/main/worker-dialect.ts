import {
  type Dialect,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { statementDriver } from "../../kysely/statement-driver";
import type { SqlValue } from "../protocol";
import type { DatabaseThread } from "./database-thread";

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

/** Kysely on our threads: selects go to the readers, everything else to the writer. */
export function workerDialect(writer: DatabaseThread, readers: readonly DatabaseThread[]): Dialect {
  return {
    createDriver: () =>
      statementDriver(async ({ sql, parameters, query }) => {
        const thread = SelectQueryNode.is(query) ? leastBusy(readers, writer) : writer;
        const answer = await thread.run({
          kind: "query",
          sql,
          parameters: parameters.map(toSqlValue),
        });
        if (answer.kind !== "result") throw new Error(`Unexpected answer ${answer.kind}.`);
        return answer.result;
      }),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
