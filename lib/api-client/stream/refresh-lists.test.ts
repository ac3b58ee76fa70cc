import { expect, it } from "vitest";
import { createListRefresh } from "./refresh-lists";

/** Lists that are read, and timers that run, when the test says so. */
function start() {
  const timers: { ms: number; run: () => void }[] = [];
  const reads: { succeed: () => void; fail: () => void }[] = [];
  const place = { held: false, outdated: false };
  const refresh = createListRefresh({
    read: () =>
      new Promise<void>((resolve, reject) => {
        reads.push({ succeed: resolve, fail: () => reject(new Error("no database")) });
      }),
    isHeld: () => place.held,
    after: (ms, run) => {
      timers.push({ ms, run });
    },
    setOutdated: (outdated) => {
      place.outdated = outdated;
    },
  });
  return {
    place,
    refresh,
    reads,
    timers,
    /** Ends the read that runs, and lets what follows from it happen. */
    async end(how: "succeed" | "fail") {
      reads.at(-1)?.[how]();
      await Promise.resolve();
      await Promise.resolve();
    },
    runTimer() {
      timers.shift()?.run();
    },
  };
}

it("reads again, later, what could not be read, and is outdated as long", async () => {
  const { place, refresh, reads, timers, end, runTimer } = start();
  refresh();
  await end("fail");
  expect(place.outdated).toBe(true);
  expect(timers.map(({ ms }) => ms)).toEqual([5_000]);
  runTimer();
  await end("succeed");
  expect(reads).toHaveLength(2);
  expect(place.outdated).toBe(false);
  expect(timers).toEqual([]);
});

it("reads once more when it was told again while it read: the answer may be older", async () => {
  const { place, refresh, reads, end, runTimer } = start();
  refresh();
  refresh();
  refresh();
  expect(reads).toHaveLength(1);
  await end("succeed");
  expect(place.outdated).toBe(true);
  runTimer();
  expect(reads).toHaveLength(2);
  await end("succeed");
  expect(place.outdated).toBe(false);
});

it("looks whether the lists are still held with one timer, however often it is told", () => {
  const { place, refresh, reads, timers, runTimer } = start();
  place.held = true;
  refresh();
  refresh();
  expect(timers).toHaveLength(1);
  runTimer();
  expect(timers).toHaveLength(1);
  expect(reads).toEqual([]);
  place.held = false;
  runTimer();
  expect(reads).toHaveLength(1);
});
