import fc from "fast-check";
import { expect, test } from "vitest";
import { type Wait, WaitQueue } from "./wait-queue";

test("the oldest is the first that is not settled, in whatever order they are", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 99 }), { maxLength: 5_000 }), (choices) => {
      const queue = new WaitQueue<Wait>();
      const open: Wait[] = [];
      for (const [since, choice] of choices.entries()) {
        const one = open[choice];
        if (one) {
          expect(queue.settle(one)).toBe(true);
          expect(queue.settle(one)).toBe(false);
          open.splice(choice, 1);
        } else {
          const fresh = { since, isSettled: false };
          queue.push(fresh);
          open.push(fresh);
        }
        expect(queue.oldest).toBe(open[0] ?? null);
      }
    }),
    { numRuns: 50 },
  );
});

test("it holds what waits, not what waited", () => {
  const queue = new WaitQueue<Wait>();
  for (let since = 0; since < 100_000; since += 1) {
    const one = { since, isSettled: false };
    queue.push(one);
    queue.settle(one);
  }
  expect(Reflect.get(queue, "items").length).toBeLessThan(3_000);
});
