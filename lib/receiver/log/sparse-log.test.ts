import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPlainLogger } from "@/lib/config/plain-logger";
import { createSparseLog } from "./sparse-log";

let lines: { msg: string; count: number; n?: number }[];
let log: ReturnType<typeof createSparseLog>;
beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  log = createSparseLog(createPlainLogger("info", (line) => void lines.push(JSON.parse(line))));
});
afterEach(() => {
  vi.useRealTimers();
});

const counts = () => lines.map(({ count, n }) => [count, n]);

test("the first is told at once, then once a minute how many there were and what the last one was", () => {
  for (let n = 1; n <= 5; n += 1) log.note("warn", "t", "m", { n });
  expect(counts()).toEqual([[1, 1]]);
  vi.advanceTimersByTime(60_000);
  expect(counts()).toEqual([
    [1, 1],
    [4, 5],
  ]);
  log.note("warn", "t", "m", { n: 6 });
  vi.advanceTimersByTime(59_999);
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(counts().at(-1)).toEqual([1, 6]);
  vi.advanceTimersByTime(60_000);
  log.note("warn", "t", "m", { n: 7 });
  expect(counts().at(-1)).toEqual([1, 7]);
});

test("topics don't hide each other, and what was not told is told at the end", () => {
  log.note("info", "a", "m", { n: 1 });
  log.note("info", "b", "m", { n: 2 });
  log.note("info", "b", "m", { n: 3 });
  expect(lines).toHaveLength(2);
  log.flush();
  expect(counts().at(-1)).toEqual([1, 3]);
});

test("a sender that makes up topics fills neither memory nor log", () => {
  for (let n = 0; n < 5_000; n += 1) log.note("info", `t${n}`, "m", { n });
  expect(lines).toHaveLength(1_001);
  log.flush();
});
