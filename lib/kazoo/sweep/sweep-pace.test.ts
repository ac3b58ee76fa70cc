import { expect, test } from "vitest";
import { createSweepPace } from "./sweep-pace";

/** Time that only sleeping moves. */
function sleepingClock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
}

async function takeMany(pace: ReturnType<typeof createSweepPace>, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => pace.take()));
}

test("a third of the bucket goes out at once, and then a third of what it gains", async () => {
  const clock = sleepingClock();
  const pace = createSweepPace(clock);
  const told: unknown[] = [];
  pace.watch((wait) => told.push(wait));
  await takeMany(pace, 33);
  expect(clock.now()).toBe(0);
  expect(new Set(told)).toEqual(new Set([null]));
  await takeMany(pace, 300 - 33);
  const seconds = clock.now() / 1_000;
  expect(seconds).toBeGreaterThanOrEqual((300 - 33) / (10 / 3) - 0.001);
  expect(seconds).toBeLessThan(90);
  expect(told.at(-1)).toBe("share");
});

test("after a refusal nobody asks until the pause is over, and then not all at once", async () => {
  const clock = sleepingClock();
  const pace = createSweepPace(clock);
  const told: unknown[] = [];
  pace.watch((wait) => told.push(wait));
  pace.refused(5_000);
  await pace.take();
  expect(told).toEqual(["kazoo"]);
  expect(clock.now()).toBeGreaterThanOrEqual(5_000);
  await takeMany(pace, 33);
  expect(clock.now()).toBeGreaterThan(9_000);
});

test("what costs nothing is not counted", async () => {
  const clock = sleepingClock();
  const pace = createSweepPace(clock);
  for (let asked = 0; asked < 1_000; asked += 1) {
    await pace.take();
    pace.giveBack();
  }
  expect(clock.now()).toBe(0);
});
