import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { costOfHead, createPagePace } from "./page-pace";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function paceWith(delivers = false) {
  const pace = createPagePace({
    allowance: { perSecond: 1_000, burst: 200 },
    delivers: () => delivers,
  });
  const done: number[] = [];
  const socket = new PassThrough();
  const ask = (count: number, bytes = 100, on = socket) => {
    for (let n = 0; n < count; n += 1) pace.run(on, costOfHead(bytes), () => done.push(n));
  };
  return { ask, done, socket };
}

test("what comes after a pause runs at once, what comes beyond that in its turn", async () => {
  const { ask, done } = paceWith();
  ask(1_000);
  expect(done).toHaveLength(200);
  await vi.advanceTimersByTimeAsync(100);
  expect(done.length).toBeGreaterThan(290);
  expect(done.length).toBeLessThan(310);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(done).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
});

test("a long head counts as many", async () => {
  const { ask, done } = paceWith();
  ask(100, 80 * 1024);
  expect(done).toHaveLength(19);
  await vi.advanceTimersByTimeAsync(110);
  expect(done.length).toBeGreaterThan(26);
  expect(done.length).toBeLessThan(32);
});

test("nothing runs for a connection that went away meanwhile", async () => {
  const { ask, done, socket } = paceWith();
  ask(300);
  socket.destroy();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(done).toHaveLength(200);
});

test("far too much closes connections, but none that delivered", async () => {
  const stranger = paceWith();
  stranger.ask(8_392);
  expect(stranger.socket.destroyed).toBe(false);
  const other = new PassThrough();
  stranger.ask(1, 100, other);
  expect([stranger.socket.destroyed, other.destroyed]).toEqual([false, true]);

  const { ask, done, socket } = paceWith(true);
  ask(8_393);
  expect(socket.destroyed).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toHaveLength(8_393);
});
