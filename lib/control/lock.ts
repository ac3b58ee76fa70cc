import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql";

/** Held for as long as the process lives: the kernel frees it, also after a kill -9. */
export interface DataLock {
  release(): void;
}

export class DataDirInUse extends Error {
  override readonly name = "DataDirInUse";
}

const lockFileName = "lock";
const lockTimeoutMs = 10_000;
const retryMs = 100;

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");
}

/** Null while another process holds it. */
function tryLock(file: string): DataLock | null {
  const database = new Database(file);
  try {
    database.exec("begin exclusive");
    return { release: () => database.close() };
  } catch (cause) {
    database.close();
    if (isBusy(cause)) return null;
    throw cause;
  }
}

/**
 * Takes the data folder for this console alone. Waits for a while: the one before may still be
 * ending. An exclusive transaction on a separate file is the only lock that Node can take and that
 * no crash leaves behind.
 */
export async function lockDataDir(dataDir: string, timeoutMs = lockTimeoutMs): Promise<DataLock> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const lock = tryLock(join(dataDir, lockFileName));
    if (lock) return lock;
    if (Date.now() >= deadline) {
      throw new DataDirInUse(
        `DATA_DIR: another Hookline works with ${dataDir}. Stop it, or set DATA_DIR to a folder of its own.`,
      );
    }
    await wait(retryMs);
  }
}
