import { migrations } from "../../migrations/migrations";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

/**
 * Brings the file to the newest version. The write lock is held from the look at the version to
 * the commit, so two processes that start together run each step once. Throws on a file that a
 * newer Hookline wrote.
 */
export function migrate(connection: Connection): void {
  const newest = migrations.at(-1)?.version ?? 0;
  connection.exec("begin immediate");
  try {
    const present = numberInRow(connection.prepare("pragma user_version").get(), "user_version");
    if (present > newest) {
      throw new Error(`The database has version ${present}; this Hookline knows up to ${newest}.`);
    }
    for (const { version, sqlite } of migrations) {
      if (version <= present) continue;
      connection.exec(sqlite);
      connection.exec(`pragma user_version = ${version}`);
    }
    connection.exec("commit");
  } catch (cause) {
    connection.exec("rollback");
    throw cause;
  }
}
