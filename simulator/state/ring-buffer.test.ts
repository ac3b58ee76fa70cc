import { expect, test } from "vitest";
import { RingBuffer } from "./ring-buffer";

test("a ring buffer keeps the newest items, oldest first", () => {
  const buffer = new RingBuffer<number>(3);
  for (const item of [1, 2, 3, 4, 5]) buffer.push(item);
  expect(buffer.toArray()).toEqual([3, 4, 5]);
  expect(buffer.filter((item) => item !== 4)).toEqual([3, 5]);
  buffer.clear();
  expect(buffer.length).toBe(0);
});
