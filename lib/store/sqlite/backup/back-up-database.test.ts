import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { appendOne } from "@/tests/support/store/append-one";
import { acme, newEvent } from "@/tests/support/store/new-event";
import { openTestStore, temporaryDatabase } from "@/tests/support/store/sqlite-event-store";
import type { OpenedEventStore } from "../../opened-store";
import { backUpDatabase } from "./back-up-database";

let place: ReturnType<typeof temporaryDatabase>;
let store: OpenedEventStore;
let target: string;
beforeEach(async () => {
  place = temporaryDatabase();
  store = await openTestStore(place.file);
  target = join(dirname(dirname(place.file)), "copy.db");
});
afterEach(async () => {
  await store.close();
  place.remove();
});

it("copies a store in use, which then opens in its place with everything in it", async () => {
  const key = { id: "k1", scope: acme, name: "Default", key: "s", createdAt: 1, lastUsedAt: null };
  await store.receiverKeyStore.insert(key);
  const { summary } = await appendOne(
    store.eventStore,
    newEvent({ id: "kept", from: "+14155550100" }),
  );
  await store.eventStore.search(acme, { q: "kept" }, { limit: 1 });
  const writing = Array.from({ length: 200 }, (_, n) =>
    appendOne(store.eventStore, newEvent({ n })),
  );
  const events = await backUpDatabase(place.file, target);
  await Promise.all(writing);
  expect(events).toBeGreaterThanOrEqual(1);
  expect(statSync(target).mode & 0o777).toBe(0o600);

  // Restoring, as documented: into an empty data folder, under the database's name.
  const restored = temporaryDatabase();
  mkdirSync(dirname(restored.file), { recursive: true });
  copyFileSync(target, restored.file);
  const again = await openTestStore(restored.file);
  expect(await again.eventStore.get(acme, summary.id)).toMatchObject({ payload: { id: "kept" } });
  const found = await again.eventStore.search(acme, { q: "4155550100" }, { limit: 5 });
  expect(found.items.map(({ id }) => id)).toEqual([summary.id]);
  expect(await again.receiverKeyStore.all()).toEqual([key]);
  const { summary: next } = await appendOne(again.eventStore, newEvent({ id: "next" }));
  expect(next.sequence).toBe(events + 1);
  await again.close();
  restored.remove();
});

it("replaces nothing, and leaves nothing behind when it fails", async () => {
  await backUpDatabase(place.file, target);
  await expect(backUpDatabase(place.file, target)).rejects.toThrow(/replaces nothing/);
  const folder = dirname(target);
  const other = join(folder, "x.db");
  await expect(backUpDatabase(join(folder, "none.db"), other)).rejects.toThrow(/no database/);
  const failing = () => Promise.reject(new Error("The spool can't be read."));
  await expect(backUpDatabase(place.file, other, failing)).rejects.toThrow(/spool/);
  expect(existsSync(join(folder, "none.db"))).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(["copy.db", "data"]);
});
