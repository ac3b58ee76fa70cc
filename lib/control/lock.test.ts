import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirInUse, lockDataDir } from "./lock";

let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hookline-lock-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Another process that holds the lock until it is killed. */
async function holdElsewhere() {
  const code = `
    import Database from "libsql";
    const database = new Database(${JSON.stringify(join(dataDir, "lock"))});
    database.exec("begin exclusive");
    process.stdout.write("held");
    setInterval(() => database.open, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
  await once(child.stdout, "data");
  return child;
}

test("a folder is one console's; the sentence names the setting and the folder", async () => {
  const lock = await lockDataDir(dataDir);
  const second = lockDataDir(dataDir, 0);
  await expect(second).rejects.toThrow(DataDirInUse);
  await expect(second).rejects.toThrow(`DATA_DIR: another Hookline works with ${dataDir}.`);
  lock.release();
  (await lockDataDir(dataDir, 0)).release();
});

test("a process that is killed leaves no lock behind", async () => {
  const holder = await holdElsewhere();
  await expect(lockDataDir(dataDir, 0)).rejects.toThrow(DataDirInUse);
  const locking = lockDataDir(dataDir);
  holder.kill("SIGKILL");
  (await locking).release();
});

test("what isn't a lock's business is told as it is", async () => {
  await expect(lockDataDir("/dev/null/hookline", 0)).rejects.not.toThrow(DataDirInUse);
});
