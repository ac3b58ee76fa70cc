import type { Connection } from "./open-database";

/** Gives the disk back what the write-ahead log holds, as far as nobody reads in it. Never throws. */
export function releaseRoom(connection: Connection): void {
  try {
    connection.exec("pragma busy_timeout = 0");
    connection.exec("pragma wal_checkpoint (truncate)");
  } catch {
    // The disk is too full for that, or somebody reads: another time.
  } finally {
    connection.exec("pragma busy_timeout = 5000");
  }
}
