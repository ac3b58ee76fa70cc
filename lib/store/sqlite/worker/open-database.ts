import Database from "libsql";
import type { WorkerSettings } from "../protocol";

export type Connection = InstanceType<typeof Database>;

// A commit is on disk when it returns: WAL with synchronous=FULL waits for fsync each time.
// auto_vacuum only takes effect on a file without tables, so it is set from the start.
const writerPragmas = `
  pragma busy_timeout = 5000;
  pragma page_size = 8192; pragma auto_vacuum = incremental;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma cache_size = -65536;
  pragma journal_size_limit = 67108864;
  pragma wal_autocheckpoint = 32768;
`;
// A checkpoint must not truncate a log before what it moved is on disk.
const checkpointerPragmas = `
  pragma synchronous = full;
  pragma wal_autocheckpoint = 0;
  pragma cache_size = -1024;
`;
const readerPragmas = `
  pragma busy_timeout = 5000;
  pragma query_only = on;
  pragma cache_size = -16384;
`;

const patienceMs = 5_000;
const retryMs = 20;

/** Another process that starts at this moment may hold the file in a way that no timeout waits for. */
function execPatiently(connection: Connection, sql: string): void {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      connection.exec(sql);
      return;
    } catch (cause) {
      const isLocked = cause instanceof Error && /database is locked/.test(cause.message);
      if (!isLocked || Date.now() > deadline) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}

const pragmas = {
  writer: writerPragmas,
  reader: readerPragmas,
  checkpointer: checkpointerPragmas,
} as const;

export function openDatabase({ role, file }: Pick<WorkerSettings, "role" | "file">): Connection {
  const connection = new Database(file);
  execPatiently(connection, pragmas[role]);
  return connection;
}
