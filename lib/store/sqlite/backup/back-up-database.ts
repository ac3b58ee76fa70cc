import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import Database from "libsql";
import { numberInRow } from "../worker/number-in-row";

function verify(file: string): number {
  const copy = new Database(file, { readonly: true });
  try {
    const result: unknown = Reflect.get(
      Object(copy.prepare("pragma quick_check").get()),
      "quick_check",
    );
    if (result !== "ok") throw new Error(`The copy is damaged: ${String(result)}`);
    return numberInRow(copy.prepare("select count(*) as events from event").get(), "events");
  } finally {
    copy.close();
  }
}

function removeCopy(file: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
}

/**
 * Copies a database that may be in use, as it is at this moment, to a file that must not be there
 * yet; `complete` may add to the copy. Resolves with how many events the copy holds, after it was
 * read through once. Rejects, and leaves nothing behind, when that can't be done. Blocks: for a
 * process of its own.
 */
export async function backUpDatabase(
  file: string,
  target: string,
  complete: (copy: string) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  if (!existsSync(file)) throw new Error(`There is no database ${file}.`);
  if (existsSync(target)) throw new Error(`${target} is there already; a backup replaces nothing.`);
  const partial = `${target}.partial`;
  removeCopy(partial);
  // It holds everything the store holds, receiver keys too: for its owner's eyes only.
  closeSync(openSync(partial, "wx", 0o600));
  try {
    const source = new Database(file);
    try {
      source.exec("pragma busy_timeout = 5000");
      source.prepare("vacuum into ?").run([partial]);
    } finally {
      source.close();
    }
    await complete(partial);
    if ((statSync(`${partial}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
      throw new Error("Some of the copy is still in a log beside it.");
    }
    const events = verify(partial);
    chmodSync(partial, 0o600);
    renameSync(partial, target);
    removeCopy(partial);
    return events;
  } catch (cause) {
    removeCopy(partial);
    throw cause;
  }
}
