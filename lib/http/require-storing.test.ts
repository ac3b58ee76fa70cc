import Database from "libsql";
import { expect, onTestFinished, test } from "vitest";
import { problemOf } from "@/tests/support/problem-of";
import { openTestStore, temporaryDatabase } from "@/tests/support/sqlite-event-store";
import { requireStoring } from "./require-storing";

const patienceMs = 300;
const unavailable = { code: "storage_unavailable", status: 503 };

async function openStore() {
  const { file, remove } = temporaryDatabase();
  const { eventStore } = await openTestStore(file);
  const locker = new Database(file);
  onTestFinished(async () => {
    locker.close();
    await eventStore.close();
    remove();
  });
  return { eventStore, locker };
}

test("a store that takes writes is ready", async () => {
  const { eventStore } = await openStore();
  await requireStoring(eventStore, patienceMs);
});

test("a store that can be read but not written is not ready, until it can be again", async () => {
  const { eventStore, locker } = await openStore();
  locker.exec("begin immediate");
  await eventStore.stats({ cluster: "", accountId: "" });
  expect(await problemOf(requireStoring(eventStore, patienceMs))).toMatchObject(unavailable);
  locker.exec("rollback");
  await requireStoring(eventStore, 10_000);
});

test("a store that refuses the write is not ready, and the reason is for the log", async () => {
  const { eventStore } = await openStore();
  await eventStore.close();
  const problem = await problemOf(requireStoring(eventStore, patienceMs));
  expect(problem).toMatchObject(unavailable);
  expect(problem.cause).toBeInstanceOf(Error);
});
