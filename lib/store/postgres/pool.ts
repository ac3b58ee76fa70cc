import pg from "pg";

const connectTimeoutMs = 5_000;
const queryTimeoutMs = 30_000;
const int8 = 20;
const numeric = 1700;

/** Our numbers stay below 2^53; pg gives what may be larger as text. */
function parserOf(type: number): (text: string) => unknown {
  return type === int8 || type === numeric ? Number : pg.types.getTypeParser(type);
}

/** Settings of every connection, also of those outside a pool. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: "hookline",
    types: { getTypeParser: parserOf },
  };
}

interface PoolLog {
  warn(entry: object, message: string): void;
}

/** A commit is on disk when it returns, even if the server's default differs. */
const always = ["synchronous_commit = on"];
const ofWriters = [
  // The writer that fills the pending list of the text index merges all of it while the others
  // wait; the default is 4 MB.
  "gin_pending_list_limit = '512kB'",
  // How long a machine that vanishes within a transaction may keep the others from writing.
  "idle_in_transaction_session_timeout = '10s'",
  "tcp_keepalives_idle = 5",
  "tcp_keepalives_interval = 5",
  "tcp_keepalives_count = 3",
  // Each look is one into an index, also into a table that was empty when it was last counted.
  "enable_seqscan = off",
];

/** At most `size` connections. A lost one is replaced when it is next needed. */
function createPool(
  url: string,
  size: number,
  logger: PoolLog,
  settings: readonly string[],
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(url),
    query_timeout: queryTimeoutMs,
    statement_timeout: queryTimeoutMs,
    max: size,
    onConnect: async (client) => {
      await client.query(settings.map((setting) => `set ${setting}`).join("; "));
    },
  });
  // A connection in use reports the error to its query as well. Without this listener the error
  // ends the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", ({ message }) => logger.warn({ message }, "lost an idle database connection"));
  return pool;
}

export function createReadingPool(url: string, size: number, logger: PoolLog): pg.Pool {
  return createPool(url, size, logger, always);
}

/** For whoever inserts events. */
export function createWritingPool(url: string, size: number, logger: PoolLog): pg.Pool {
  return createPool(url, size, logger, [...always, ...ofWriters]);
}
