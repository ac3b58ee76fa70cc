import Database from "libsql";
import type { WorkerSettings } from "./protocol";

export type Connection = InstanceType<typeof Database>;

// A commit is on disk when it returns: WAL with synchronous=FULL waits for fsync each time.
// auto_vacuum only takes effect on a file without tables, so it is set from the start.
const writerPragmas = `
  pragma page_size = 8192; pragma auto_vacuum = incremental;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma busy_timeout = 5000;
  pragma cache_size = -65536;
  pragma journal_size_limit = 67108864;
  pragma wal_autocheckpoint = 4000;
`;
const readerPragmas = `
  pragma query_only = on;
  pragma busy_timeout = 5000;
  pragma cache_size = -16384;
`;

export function openDatabase({ role, file }: WorkerSettings): Connection {
  const connection = new Database(file);
  connection.exec(role === "writer" ? writerPragmas : readerPragmas);
  return connection;
}
