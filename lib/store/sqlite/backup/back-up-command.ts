import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readEnv } from "@/lib/config/env";
import { projectDirOf } from "@/lib/config/project-dir";
import { backUpDatabase } from "./back-up-database";

/** `npm run backup -- TARGET`: copies the SQLite database of these settings. */
function backUp(): string {
  const [target] = process.argv.slice(2);
  if (!target) throw new Error("Say where to: npm run backup -- FILE");
  const { database } = readEnv(projectDirOf(fileURLToPath(import.meta.url)));
  if (database.engine !== "sqlite") {
    throw new Error("The events are in PostgreSQL: use pg_dump, or your provider's backups.");
  }
  const file = resolve(target);
  const events = backUpDatabase(database.file, file);
  return `${file}: ${events} events, checked.`;
}

try {
  process.stdout.write(`${backUp()}\n`);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
