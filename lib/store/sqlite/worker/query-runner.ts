import type { QueryAnswer, SqlValue } from "../protocol";
import { inTransaction } from "./in-transaction";
import type { Connection } from "./open-database";

const statementCacheSize = 200;

/** Runs statements of Kysely's, each prepared once. */
export function createQueryRunner(
  connection: Connection,
): (sql: string, parameters: readonly SqlValue[]) => QueryAnswer {
  type Statement = ReturnType<Connection["prepare"]>;
  const statements = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    if (statements.size >= statementCacheSize) statements.clear();
    statements.set(sql, statement);
    return statement;
  }

  return (sql, parameters) => {
    const statement = prepare(sql);
    if (statement.reader) return { rows: statement.all([...parameters]), changes: 0 };
    // A statement that meets a lock stays half run, and while it does nothing is ever committed;
    // so BEGIN meets it first.
    const { changes } = inTransaction(connection, () => statement.run([...parameters]));
    return { rows: [], changes };
  };
}
