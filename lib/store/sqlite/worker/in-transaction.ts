import type { Connection } from "./open-database";

/** Runs it in a transaction that has the write lock from its start; rolled back when it throws. */
export function inTransaction<T>(connection: Connection, run: () => T): T {
  connection.exec("begin immediate");
  try {
    const result = run();
    connection.exec("commit");
    return result;
  } catch (cause) {
    if (connection.inTransaction) connection.exec("rollback");
    throw cause;
  }
}
