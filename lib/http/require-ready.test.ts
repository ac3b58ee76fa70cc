import { expect, onTestFinished, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { openTestStore, temporaryDatabase } from "@/tests/support/store/sqlite-event-store";
import { requireReady } from "./require-ready";

const timeoutMs = 10_000;

const writing = { reports: () => ({ alive: 1, failingSince: null }) };
const draining = { status: () => ({ paused: null, lastError: null }) };

async function openStore() {
  const { file, remove } = temporaryDatabase();
  const { eventStore } = await openTestStore(file);
  let open = true;
  const close = async () => {
    if (open) await eventStore.close();
    open = false;
  };
  onTestFinished(async () => {
    await close();
    remove();
  });
  return { eventStore, close };
}

/** The sentence of the problem; it is always the same code and status. */
async function sentenceOf(checking: Promise<void>): Promise<string> {
  const problem = await problemOf(checking);
  expect(problem).toMatchObject({ code: "storage_unavailable", status: 503 });
  return problem.message;
}

test("is ready while a receiver writes, the drain runs and the database answers", async () => {
  const { eventStore } = await openStore();
  await requireReady({ receivers: writing, drain: draining, eventStore }, timeoutMs);
});

test("is not ready without a receiver, or with one that can't write to its disk", async () => {
  const { eventStore } = await openStore();
  const ask = (alive: number, failingSince: number | null) =>
    sentenceOf(
      requireReady(
        { receivers: { reports: () => ({ alive, failingSince }) }, drain: draining, eventStore },
        timeoutMs,
      ),
    );
  expect(await ask(0, null)).toContain("No receiver");
  expect(await ask(2, 1_000)).toContain("DATA_DIR");
});

test("says why nothing gets into the database", async () => {
  const { eventStore } = await openStore();
  const ask = (paused: "database" | "disk" | null, lastError: string | null) =>
    sentenceOf(
      requireReady(
        { receivers: writing, drain: { status: () => ({ paused, lastError }) }, eventStore },
        timeoutMs,
      ),
    );
  expect(await ask("database", null)).toContain("takes no events");
  expect(await ask("disk", null)).toContain("nearly full");
  const failing = await ask(null, "disk I/O error at /secret/path");
  expect(failing).toContain("can't be moved");
  expect(failing).not.toContain("/secret/path");
});

test("is not ready when the database refuses or does not answer in time, and the log has why", async () => {
  const { eventStore, close } = await openStore();
  await close();
  const closed = await problemOf(
    requireReady({ receivers: writing, drain: draining, eventStore }, timeoutMs),
  );
  expect(closed.message).toContain("does not answer");
  expect(closed.cause).toBeInstanceOf(Error);
  const never = { horizon: () => new Promise<never>(() => {}) };
  const silent = requireReady({ receivers: writing, drain: draining, eventStore: never }, 20);
  expect(await sentenceOf(silent)).toContain("does not answer");
});
