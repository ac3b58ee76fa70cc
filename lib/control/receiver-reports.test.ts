import { expect, test } from "vitest";
import { durationBounds, type ReceiverReport } from "./control";
import { createReceiverReports } from "./receiver-reports";

function report(receiver: string, changes: Partial<ReceiverReport> & { stored?: number } = {}) {
  const { stored = 0, ...rest } = changes;
  return {
    receiver,
    deliveries: {
      stored,
      held: 0,
      failed: 0,
      notStored: 0,
      limited: 0,
      unknownKey: 0,
      undecidedKey: 0,
      badMethod: 0,
      tooLarge: 0,
      malformed: 0,
      aborted: 0,
      notYetSafe: 0,
      receivedBytes: 10 * stored,
    },
    durations: { counts: [stored, ...durationBounds.map(() => 0)], sumSeconds: stored },
    failingSince: null,
    pending: { records: 1, bytes: 100 },
    memoryBytes: 1_000,
    cpuSeconds: 2,
    ...rest,
  };
}

function reportsAt() {
  const clock = { ms: 1_764_000_000_000 };
  return { clock, ...createReceiverReports(() => clock.ms) };
}

test("nothing was received as long as nobody reported", () => {
  const { reports } = reportsAt();
  expect(reports()).toMatchObject({ alive: 0, failingSince: null, cpuSeconds: 0 });
  expect(reports().deliveries.stored).toBe(0);
});

test("counts are absolute: the last report of each receiver is added up", () => {
  const { take, reports } = reportsAt();
  for (const stored of [1, 5, 9]) take(report("old", { stored }));
  take(report("new", { stored: 2 }));
  expect(reports().deliveries).toMatchObject({ stored: 11, receivedBytes: 110 });
  expect(reports().durations).toMatchObject({ counts: [11, ...durationBounds.map(() => 0)] });
  expect(reports()).toMatchObject({ alive: 2, memoryBytes: 2_000, pending: { records: 2 } });
});

test("a receiver that is gone takes what it held with it, never what it counted", () => {
  const { clock, take, reports } = reportsAt();
  take(report("old", { stored: 9, failingSince: 1_000 }));
  clock.ms += 9_000;
  take(report("new", { stored: 1, failingSince: 2_000 }));
  expect(reports().failingSince).toBe(1_000);
  clock.ms += 1_000;
  expect(reports()).toMatchObject({ alive: 1, failingSince: 2_000, memoryBytes: 1_000 });
  expect(reports().deliveries.stored).toBe(10);
  take(report("old", { stored: 12 }));
  expect(reports()).toMatchObject({ alive: 2, deliveries: { stored: 13 } });
});

test("the sum never goes down, however many receivers there were", () => {
  const { take, reports } = reportsAt();
  for (let n = 1; n <= 500; n += 1) take(report(`receiver-${n}`, { stored: 1 }));
  expect(reports().deliveries.stored).toBe(500);
});

test.each([
  ["nothing", null],
  ["a string", "report"],
  ["no receiver", report("")],
  ["a negative count", report("r", { stored: -1 })],
  ["too few durations", report("r", { durations: { counts: [0], sumSeconds: 0 } })],
])("%s is no report", (_, input) => {
  const { take, reports } = reportsAt();
  expect(take(input)).toBe(false);
  expect(reports().alive).toBe(0);
});
