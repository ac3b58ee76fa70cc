import fc from "fast-check";
import { expect, test } from "vitest";
import { Pieces } from "./pieces";

test("the whole is all that was added, in its order, in hardly more pieces than one", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 300 }), (added) => {
      const pieces = new Pieces();
      for (const piece of added) pieces.add(Buffer.from(piece));
      expect(pieces.size).toBe(added.reduce((sum, { length }) => sum + length, 0));
      expect(pieces.whole()).toEqual(Buffer.concat(added));
    }),
  );
});

test("a body of single bytes is held in few pieces", () => {
  const pieces = new Pieces();
  for (let count = 0; count < 10_000; count += 1) pieces.add(Buffer.from("x"));
  expect(Reflect.get(pieces, "pieces").length).toBeLessThan(20);
  expect(pieces.areTiny()).toBe(true);
});

test("large pieces are never many small ones", () => {
  const pieces = new Pieces();
  for (let count = 0; count < 2_000; count += 1) pieces.add(Buffer.alloc(64));
  expect(pieces.areTiny()).toBe(false);
});
