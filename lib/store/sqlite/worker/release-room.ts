import { statfsSync, statSync } from "node:fs";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

/** By how much the file grows when all of the log is moved into it. */
function growthOf(connection: Connection, file: string): number {
  const [pages, bytes] = ["page_count", "page_size"].map((name) =>
    numberInRow(connection.prepare(`pragma ${name}`).get(), name),
  );
  return (pages ?? 0) * (bytes ?? 0) - statSync(file).size;
}

/**
 * Truncates the write-ahead log once it is large beside the free disk space, so that it never fills
 * a small disk. Does nothing, until the next call, while that would need much of the free space or
 * a reader uses the log. Never throws.
 */
export function releaseRoom(connection: Connection, file: string): void {
  try {
    const { size } = statSync(`${file}-wal`);
    const { bavail, bsize } = statfsSync(file);
    const free = bavail * bsize;
    const isMuch = size > 0 && size >= free / 2;
    if (!isMuch || growthOf(connection, file) > free / 2) return;
    connection.exec("pragma busy_timeout = 0");
    connection.exec("pragma wal_checkpoint (truncate)");
  } catch {
    // The disk may have become full just now.
  } finally {
    connection.exec("pragma busy_timeout = 5000");
  }
}
