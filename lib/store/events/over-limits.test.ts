import fc from "fast-check";
import { expect, test } from "vitest";
import { type AccountTotals, overLimits } from "./over-limits";

const none = {
  maxEvents: null,
  maxBytes: null,
  maxEventsPerAccount: null,
  maxBytesPerAccount: null,
};
const account = (id: number, events: number, bytes = events) => ({ id, events, bytes });

/** What each holds once nothing is over the limit, taking at most `most` at a time. */
function settle(accounts: readonly AccountTotals[], limits: object, most = 128): number[] {
  const left = new Map(accounts.map(({ id, events }) => [id, events]));
  const totals = () => [...left].map(([id, events]) => account(id, events));
  for (;;) {
    const over = overLimits(totals(), { ...none, ...limits });
    if (over.length === 0) return [...left.values()];
    let room = most;
    for (const { id, events, bytes } of over) {
      const taken = Math.min(events, bytes, room);
      left.set(id, (left.get(id) ?? 0) - taken);
      room -= taken;
    }
    expect(room).toBeLessThan(most);
  }
}

test("within all limits nobody gives anything", () => {
  const accounts = [account(1, 10), account(2, 20)];
  const limits = { maxEvents: 30, maxBytes: 30, maxEventsPerAccount: 20, maxBytesPerAccount: 20 };
  expect(overLimits(accounts, limits)).toEqual([]);
  expect(overLimits([], { ...none, maxEvents: 1 })).toEqual([]);
});

test("the account that has most gives, a small one keeps everything", () => {
  expect(settle([account(1, 3_000), account(2, 20)], { maxEvents: 1_000 })).toEqual([980, 20]);
  expect(settle([account(1, 20), account(2, 3_000)], { maxBytes: 1_000 })).toEqual([20, 980]);
});

test("two large accounts end up level", () => {
  const accounts = [account(1, 5_000), account(2, 3_000), account(3, 100)];
  expect(settle(accounts, { maxEvents: 2_100 })).toEqual([1_000, 1_000, 100]);
  expect(settle(accounts, { maxEvents: 7_100 })).toEqual([4_000, 3_000, 100]);
});

test("each account is held to its own limit, by number or by bytes", () => {
  const accounts = [account(1, 50, 10), account(2, 5, 500), account(3, 5, 5)];
  expect(overLimits(accounts, { ...none, maxEventsPerAccount: 4 })).toMatchObject([
    { id: 1, reason: "count", events: 46 },
    { id: 2, reason: "count", events: 1 },
    { id: 3, reason: "count", events: 1 },
  ]);
  expect(overLimits(accounts, { ...none, maxBytesPerAccount: 100 })).toMatchObject([
    { id: 2, reason: "bytes", bytes: 400 },
  ]);
});

test("many level accounts give in one go, no more than is asked", () => {
  const accounts = Array.from({ length: 50 }, (_, id) => account(id, 6));
  const over = overLimits(accounts, { ...none, maxEvents: 270 });
  expect(over.map(({ events }) => events)).toEqual(Array.from({ length: 30 }, () => 1));
});

test("an account that counts no bytes gives all the same while it has events", () => {
  const over = overLimits([account(1, 9, 0)], { ...none, maxBytes: 4 });
  expect(over).toEqual([{ id: 1, reason: "bytes", events: Number.POSITIVE_INFINITY, bytes: 5 }]);
});

test("whoever holds how much: the limit is met exactly, and who lost is larger than who did not", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 100 }),
      (amounts, maxEvents, most) => {
        const accounts = amounts.map((events, id) => account(id, events));
        const left = settle(accounts, { maxEvents }, most);
        const total = (all: number[]) => all.reduce((sum, one) => sum + one, 0);
        expect(total(left)).toBe(Math.min(total(amounts), maxEvents));
        const givers = left.filter((events, id) => events < (amounts[id] ?? 0));
        const largest = Math.max(...left);
        // Whole events can't be shared out more evenly.
        for (const events of givers) expect(events).toBeGreaterThanOrEqual(largest - 1);
      },
    ),
  );
});
