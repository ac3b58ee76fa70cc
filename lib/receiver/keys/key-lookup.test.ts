import { expect, test } from "vitest";
import { createKeyLookup } from "./key-lookup";

function lookupWith(answer: (digest: string) => boolean | null) {
  const clock = { nowMs: 0 };
  const asked: string[] = [];
  const ask = (digest: string) => {
    asked.push(digest);
    return Promise.resolve(answer(digest));
  };
  return { lookUp: createKeyLookup(ask, () => clock.nowMs), asked, clock };
}

test("who asks for the same while it is being asked for waits for the same answer", async () => {
  const { lookUp, asked } = lookupWith(() => true);
  expect(await Promise.all([lookUp("a"), lookUp("a"), lookUp("b")])).toEqual([true, true, true]);
  expect(asked).toEqual(["a", "b"]);
});

test("that a key is nobody's is remembered for five seconds, anything else is not", async () => {
  const { lookUp, asked, clock } = lookupWith((digest) => (digest === "nobody's" ? false : null));
  expect(await lookUp("nobody's")).toBe(false);
  clock.nowMs = 4_999;
  expect(await lookUp("nobody's")).toBe(false);
  expect(asked).toHaveLength(1);
  clock.nowMs = 5_000;
  expect(await lookUp("nobody's")).toBe(false);
  expect(await lookUp("unsure")).toBeNull();
  expect(await lookUp("unsure")).toBeNull();
  expect(asked).toEqual(["nobody's", "nobody's", "unsure", "unsure"]);
});

test("it asks at most twenty times a second; beyond that nobody can tell", async () => {
  const { lookUp, asked, clock } = lookupWith(() => false);
  const ask = (from: number) =>
    Promise.all(Array.from({ length: 100 }, (_, number) => lookUp(`${from + number}`)));
  expect((await ask(0)).filter((known) => known === null)).toHaveLength(80);
  clock.nowMs += 1_000;
  expect((await ask(1_000)).filter((known) => known === null)).toHaveLength(80);
  expect(asked).toHaveLength(40);
});
