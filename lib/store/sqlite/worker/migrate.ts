import { migrationsFrom } from "../../migrations/migrations";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

/**
 * Brings the file to the newest version. The write lock is held from the look at the version to
 * the commit, so two processes that start together run each step once. Throws on a file that
 * this Hookline can't bring there.
 */
export function migrate(connection: Connection): void {
  connection.exec("begin immediate");
  try {
    const present = numberInRow(connection.prepare("pragma user_version").get(), "user_version");
    for (const { version, sqlite } of migrationsFrom(present)) {
      connection.exec(sqlite);
      connection.exec(`pragma user_version = ${version}`);
    }
    connection.exec("commit");
  } catch (cause) {
    connection.exec("rollback");
    throw cause;
  }
}
