import { expect, test } from "vitest";
import { createHeldRecords, type SentContent } from "./held-records";

function sent(changes: Partial<SentContent> = {}): SentContent {
  return {
    key: { id: "k1" },
    method: "POST",
    headers: [["x-hook-id", "w1"]],
    query: null,
    body: Buffer.from("{}"),
    ...changes,
  };
}

const placeAt = (end: number) => Promise.resolve({ segment: "s", end });

test("who sends the same again is given its own record, each record once", async () => {
  const records = createHeldRecords();
  expect(records.claim(sent())).toBeNull();
  records.keep(sent(), placeAt(1));
  records.keep(sent(), placeAt(2));
  const ends = [await records.claim(sent()), await records.claim(sent())].map(
    (place) => place?.end,
  );
  expect(ends).toEqual([1, 2]);
  expect(records.claim(sent())).toBeNull();
});

test.each([
  { key: { id: "k2" } },
  { method: "PUT" },
  { headers: [["x-hook-id", "w2"] as const] },
  { query: "" },
  { body: Buffer.from("{ }") },
])("who sends anything else (%j) is given nothing", (change) => {
  const records = createHeldRecords();
  records.keep(sent(), placeAt(1));
  expect(records.claim(sent(change))).toBeNull();
  expect(records.claim(sent())).not.toBeNull();
});

test("a record whose sender doesn't come is forgotten after a minute", () => {
  let nowMs = 0;
  const records = createHeldRecords(() => nowMs);
  records.keep(sent(), placeAt(1));
  nowMs = 59_999;
  records.keep(sent(), placeAt(2));
  records.forgetOld();
  nowMs = 60_000;
  records.forgetOld();
  expect(records.claim(sent())).not.toBeNull();
  expect(records.claim(sent())).toBeNull();
});

test("what is remembered has a bound", () => {
  const records = createHeldRecords();
  const numbered = (number: number) => sent({ query: String(number) });
  for (let number = 0; number <= 10_000; number += 1) records.keep(numbered(number), placeAt(1));
  expect(records.claim(numbered(9_999))).not.toBeNull();
  expect(records.claim(numbered(10_000))).toBeNull();
});
