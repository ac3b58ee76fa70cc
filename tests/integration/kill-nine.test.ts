import { randomBytes } from "node:crypto";
import Database from "libsql";
import { expect, it } from "vitest";
import { acme } from "../support/new-event";
import { startReceiverProcess } from "../support/receiver-process";
import { openTestStore, temporaryDatabase } from "../support/sqlite-event-store";
import { isLongForm } from "../support/torture";

const kills = isLongForm ? 50 : 3;
const connections = 16;
const longestRunMs = 600;

/** Posts without pause until the process is gone; notes what was sent, and what was answered 200. */
async function postOn(url: string, sent: Map<string, string>, answered: Set<string>) {
  for (;;) {
    const id = randomBytes(8).toString("hex");
    const body = `id=${id}&from=1000%40a&filler=${randomBytes(150).toString("hex")}`;
    sent.set(id, body);
    try {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const { status } = await fetch(url, { method: "POST", body, headers });
      if (status === 200) answered.add(id);
    } catch {
      return;
    }
  }
}

it(`keeps every event answered 200, once and with its bytes, over ${kills} kills`, async () => {
  const { file, remove } = temporaryDatabase();
  const sent = new Map<string, string>();
  const answered = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const receiver = await startReceiverProcess(file);
    const posting = Array.from({ length: connections }, () => postOn(receiver.url, sent, answered));
    // At random moments, so that each step of a commit, an index and a checkpoint has its turn.
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * longestRunMs));
    await receiver.end("SIGKILL");
    await Promise.all(posting);
  }

  // What was not indexed when the process died is found all the same.
  const store = await openTestStore(file);
  const lost: string[] = [];
  for (const id of [...answered].slice(-50)) {
    const { items } = await store.eventStore.search(acme, { q: id }, { limit: 2 });
    if (items.length !== 1 || items[0]?.facts.id !== id) lost.push(id);
  }
  expect(lost).toEqual([]);
  await store.close();

  const database = new Database(file);
  const bodies = database.prepare("select cast(body as text) from event").raw().all() as [string][];
  const stored = new Map(bodies.map(([body]) => [body.slice(3, 19), body]));
  expect(stored.size).toBe(bodies.length);
  expect(answered.size).toBeGreaterThan(kills * 10);
  for (const id of answered) expect(stored.get(id)).toBe(sent.get(id));
  expect(database.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  database.close();
  remove();
}, 300_000);
