import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { bundleForNode } from "../bundle-for-node";

export const silentLogger = pino({ level: "silent" });

let workerFile: Promise<string> | undefined;

/** The store's worker thread, bundled once per test file. */
export function sqliteWorkerFile(): Promise<string> {
  workerFile ??= bundleForNode("lib/build-writer-thread.ts");
  return workerFile;
}

/** A folder of its own for one database; `remove` deletes it. */
export function temporaryDatabase(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "hookline-store-"));
  return {
    file: join(folder, "data", "hookline.db"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** With one reader, where how many there are is not the point: a thread takes a while to start. */
export async function openTestStore(file: string): Promise<OpenedEventStore> {
  const workerFile = await sqliteWorkerFile();
  return openSqliteEventStore({ file, workerFile, readerCount: 1, logger: silentLogger });
}
