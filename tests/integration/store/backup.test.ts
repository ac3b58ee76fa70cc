import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copySpool } from "@/lib/spool/copy-spool";
import { bundleForNode } from "../../support/bundle-for-node";
import { delivery, keyId, type TestSpool, temporarySpool } from "../../support/drain/drained-spool";
import {
  makeSqliteDrainPlace,
  type SqliteDrainPlace,
} from "../../support/drain/sqlite-drain-place";
import { acme } from "../../support/store/new-event";
import { openTestStore } from "../../support/store/sqlite-event-store";

const run = promisify(execFile);
let folder: string;
let dataDir: string;
let place: SqliteDrainPlace;
let spool: TestSpool;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookline-backup-"));
  dataDir = join(folder, "data");
  place = await makeSqliteDrainPlace();
  spool = temporarySpool();
  const key = { id: keyId, scope: acme, name: "Default", key: "k", createdAt: 1, lastUsedAt: null };
  await place.store.receiverKeyStore.insert(key);
  mkdirSync(dataDir);
});
afterEach(async () => {
  await spool.remove();
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** `npm run backup` on the place's database and the spool. */
async function backUp(target: string, env: Record<string, string> = {}): Promise<string> {
  copySpool(spool.folder, join(dataDir, "spool"));
  const script = await bundleForNode("lib/build-back-up.ts");
  const { stdout } = await run(process.execPath, [script, target], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: `file:${place.file}`, ...env },
  });
  return stdout;
}

async function namesIn(file: string): Promise<readonly unknown[]> {
  const store = await openTestStore(file);
  const { items } = await store.eventStore.search(acme, {}, { limit: 100 });
  await store.close();
  return items.map(({ facts }) => facts.id).reverse();
}

function deliveries(from: number, to: number) {
  return Array.from({ length: to - from }, (_, n) => delivery({ id: `e${from + n}` }));
}

test("a backup holds what is stored and what still waits in the spool, each once", async () => {
  await spool.write(deliveries(0, 3));
  const drain = spool.drain(await place.openSink());
  await drain.all();
  await spool.write(deliveries(3, 5));
  await spool.write(deliveries(5, 7), false);
  const target = join(folder, "copy.db");

  expect(await backUp(target)).toContain("7 events, checked");
  expect(await namesIn(target)).toEqual(["e0", "e1", "e2", "e3", "e4", "e5", "e6"]);
  expect(readdirSync(folder).filter((name) => name.startsWith("copy.db."))).toEqual([]);

  // Restored beside the spool that it was made of, nothing comes twice.
  const restored = join(folder, "restored.db");
  copyFileSync(target, restored);
  const store = await openTestStore(restored);
  const { openDatabase } = await import("@/lib/store/sqlite/worker/open-database");
  const { createDrainSink } = await import("@/lib/store/sqlite/worker/drain/drain-sink");
  const connection = openDatabase({ role: "writer", file: restored });
  await spool.drain(createDrainSink(connection, { onCommitted: () => {} })).all();
  connection.close();
  await store.close();
  expect(await namesIn(restored)).toHaveLength(7);
});

test("what is in a copied segment and in the copied database too is stored once", async () => {
  await spool.write(deliveries(0, 3));
  copySpool(spool.folder, join(dataDir, "spool"));
  // Drained and deleted between the two copies.
  const drain = spool.drain(await place.openSink());
  await drain.all();
  const target = join(folder, "copy.db");
  expect(await backUp(target)).toContain("3 events, checked");
  expect(await namesIn(target)).toEqual(["e0", "e1", "e2"]);
});

test("with PostgreSQL the segments are copied into a folder, and what comes next is said", async () => {
  await spool.write(deliveries(0, 3));
  const target = join(folder, "copy");
  const said = await backUp(target, { DATABASE_URL: "postgres://u@127.0.0.1:1/hookline" });
  expect(said).toContain("1 segments of the spool. Now back up the database");
  expect(readdirSync(join(target, "spool")).sort()).toHaveLength(2);
  await expect(
    backUp(target, { DATABASE_URL: "postgres://u@127.0.0.1:1/hookline" }),
  ).rejects.toThrow(/replaces nothing/);
});

test("a spool that is not there is no reason against a backup", async () => {
  const target = join(folder, "copy.db");
  rmSync(spool.folder, { recursive: true });
  expect(await backUp(target)).toContain("0 events, checked");
  expect(existsSync(`${target}.spool`)).toBe(false);
});
