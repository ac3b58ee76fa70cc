import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCommitWaits } from "./commit-waits";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a wait ended with so far. */
function waitAt(waits: ReturnType<typeof createCommitWaits>, segment: string, end: number) {
  const wait: { how: string | null } = { how: null };
  void waits.wait({ segment, end }).then((how) => {
    wait.how = how;
  });
  return wait;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a record is committed once its segment is so up to its end, in whatever steps", async () => {
  const waits = createCommitWaits({ holdSeconds: 300 });
  const ends = [10, 20, 30].map((end) => waitAt(waits, "s1", end));
  const other = waitAt(waits, "s2", 5);
  waits.committed({ s1: 20 });
  await pass(0);
  expect([...ends, other].map(({ how }) => how)).toEqual(["committed", "committed", null, null]);
  waits.committed({ s1: 15, s2: 4 });
  await pass(0);
  expect(other.how).toBeNull();
  waits.committed({ s1: 30, s2: 100 });
  await pass(0);
  expect([ends[2]?.how, other.how]).toEqual(["committed", "committed"]);
  expect(await waits.wait({ segment: "s1", end: 29 })).toBe("committed");
  waits.stop();
});

test("while commits come, a wait is long; none for five seconds means away", async () => {
  const waits = createCommitWaits({ holdSeconds: 300 });
  const late = waitAt(waits, "s1", 1_000);
  for (let second = 1; second <= 29; second += 1) {
    waits.committed({ s1: second });
    await pass(1_000);
    expect(late.how).toBeNull();
    expect(waits.mode()).toBe("wait");
  }
  await pass(2_000);
  expect(late.how).toBe("hold");
  expect(waits.mode()).toBe("wait");
  const next = waitAt(waits, "s1", 2_000);
  await pass(5_500);
  expect(next.how).toBe("hold");
  expect(waits.mode()).toBe("hold");
  waits.committed({ s1: 100 });
  expect(waits.mode()).toBe("wait");
  waits.stop();
});

test("a quiet time is no outage: a wait counts from its own beginning", async () => {
  const waits = createCommitWaits({ holdSeconds: 300 });
  await pass(3_600_000);
  const wait = waitAt(waits, "s1", 10);
  await pass(4_000);
  expect(wait.how).toBeNull();
  waits.stop();
});

test("while it is away one delivery every five seconds tries, until the holding time is over", async () => {
  const waits = createCommitWaits({ holdSeconds: 60 });
  const first = waitAt(waits, "s1", 10);
  await pass(5_500);
  expect(first.how).toBe("hold");
  const modes: string[] = [];
  for (let second = 0; second < 50; second += 1) {
    modes.push(waits.mode());
    await pass(1_000);
  }
  expect(modes.filter((mode) => mode === "wait").length).toBe(9);
  expect(new Set(modes)).toEqual(new Set(["hold", "wait"]));
  await pass(15_000);
  expect(waits.mode()).toBe("unsafe");
  const unsafe = waitAt(waits, "s1", 20);
  await pass(5_500);
  expect(unsafe.how).toBe("unsafe");
  waits.stop();
});

test("a stop ends all waits: their senders send again", async () => {
  const waits = createCommitWaits({ holdSeconds: 300 });
  const wait = waitAt(waits, "s1", 10);
  waits.stop();
  await pass(0);
  expect(wait.how).toBe("hold");
});
