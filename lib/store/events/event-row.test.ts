import Database from "libsql";
import { expect, onTestFinished, test } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { decodeJson } from "@/lib/drain/decode/decode-json";
import { appendOne } from "@/tests/support/store/append-one";
import { acme, newEvent } from "@/tests/support/store/new-event";
import { openTestStore, temporaryDatabase } from "@/tests/support/store/sqlite-event-store";
import type { EventStore } from "../store";

async function openStore(): Promise<{ eventStore: EventStore; file: string }> {
  const { file, remove } = temporaryDatabase();
  const { eventStore, close } = await openTestStore(file);
  onTestFinished(async () => {
    await close();
    remove();
  });
  return { eventStore, file };
}

test.each<[string, Payload]>([
  ["as the receiver decodes it", decodeJson(Buffer.from('{"duration_seconds":1e999}')).payload],
  ["as a double", { duration_seconds: Number.POSITIVE_INFINITY }],
])("an infinite number, %s, leaves its event readable", async (_, payload) => {
  const { eventStore } = await openStore();
  const { summary } = await appendOne(eventStore, newEvent(payload));
  expect((await eventStore.search(acme, {}, { limit: 10 })).items).toEqual([summary]);
  expect(await eventStore.since(acme, 0, 10)).toEqual([summary]);
});

test.each([
  ["of the wrong shape", '{"duration_seconds":null}', '{"code":"of_tomorrow","message":"x"}', "{}"],
  ["that isn't JSON", "{", "nope", "["],
])("a stored row with a value %s costs that value, not the page", async (...[, ...values]) => {
  const { eventStore, file } = await openStore();
  const { summary } = await appendOne(eventStore, newEvent({ id: "u1" }));
  const other = await appendOne(eventStore, newEvent({ id: "u2" }));
  const database = new Database(file);
  database
    .prepare("update event set facts = ?, problem = ?, headers = ? where id = ?")
    .run([...values, summary.id]);
  database.close();

  const degraded = { ...summary, facts: {}, problem: null };
  expect((await eventStore.search(acme, {}, { limit: 10 })).items).toEqual([
    other.summary,
    degraded,
  ]);
  expect(await eventStore.since(acme, 0, 10)).toEqual([degraded, other.summary]);
  expect(await eventStore.get(acme, summary.id)).toMatchObject({ ...degraded, headers: [] });
});

test("NUL cuts off neither what an event is nor the text it is found by", async () => {
  const { eventStore } = await openStore();
  const payload = decodeJson(
    Buffer.from('{"id":"u1","type":"us\\u0000er","action":"doc_edited","note":"a\\u0000 later"}'),
  ).payload;
  const { summary } = await appendOne(eventStore, newEvent(payload));
  expect(summary.type).toBe("user");
  for (const filter of [{ type: "user" }, { q: "user" }, { q: "later" }]) {
    expect((await eventStore.search(acme, filter, { limit: 10 })).items).toEqual([summary]);
  }
});
