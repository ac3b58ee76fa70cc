import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readEnv } from "@/lib/config/env";
import { projectDirOf } from "@/lib/config/project-dir";
import { drainInto } from "@/lib/drain/drain-into";
import { copySpool } from "@/lib/spool/copy-spool";
import { backUpDatabase } from "@/lib/store/sqlite/backup/back-up-database";
import { createDrainSink } from "@/lib/store/sqlite/worker/drain/drain-sink";
import { migrate } from "@/lib/store/sqlite/worker/migrate";
import { openDatabase } from "@/lib/store/sqlite/worker/open-database";

/** Moves what the copied spool holds into the copied database. */
async function drainCopy(file: string, spoolCopy: string, inflateLimitBytes: number) {
  const connection = openDatabase({ role: "writer", file });
  try {
    migrate(connection);
    const sink = createDrainSink(connection, { onCommitted: () => {} });
    await drainInto(sink, spoolCopy, inflateLimitBytes);
    // The copy is one file: what is in a log beside it would be left behind.
    connection.exec("pragma wal_checkpoint (truncate)");
  } finally {
    connection.close();
  }
}

/**
 * `npm run backup -- TARGET`. SQLite: one file with the database and all that waits in the spool.
 * PostgreSQL: a folder with the spool's segments, to be made before the database's own backup.
 */
async function backUp(): Promise<string> {
  const [argument] = process.argv.slice(2);
  if (!argument) throw new Error("Say where to: npm run backup -- TARGET");
  const target = resolve(argument);
  const { database, spoolFolder, receiverBodyLimitBytes } = readEnv(
    projectDirOf(fileURLToPath(import.meta.url)),
  );
  if (database.engine === "postgres") {
    if (existsSync(target)) {
      throw new Error(`${target} is there already; a backup replaces nothing.`);
    }
    const segments = copySpool(spoolFolder, join(target, "spool"));
    return `${target}: ${segments} segments of the spool. Now back up the database, with pg_dump or as your provider does.`;
  }
  const spoolCopy = `${target}.spool`;
  rmSync(spoolCopy, { recursive: true, force: true });
  try {
    // Copied before the database: records that are drained meanwhile are in the database's copy.
    const segments = copySpool(spoolFolder, spoolCopy);
    const events = await backUpDatabase(database.file, target, async (copy) => {
      if (segments > 0) await drainCopy(copy, spoolCopy, receiverBodyLimitBytes);
    });
    return `${target}: ${events} events, checked.`;
  } finally {
    rmSync(spoolCopy, { recursive: true, force: true });
  }
}

try {
  process.stdout.write(`${await backUp()}\n`);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
