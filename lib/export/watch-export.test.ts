import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ErrorCode, HooklineError } from "@/lib/domain/hookline-error";
import type { Breakage } from "./stream-text";
import { type ExportConditions, watchExport } from "./watch-export";

const minuteMs = 60_000;

function watch(changes: Partial<ExportConditions> = {}) {
  const [stop, leave] = [new AbortController(), new AbortController()];
  const breakages: Breakage[] = [];
  let checks = 0;
  const { checkAccess = () => Promise.resolve(), ...others } = changes;
  const conditions = {
    stopping: stop.signal,
    gone: leave.signal,
    expiresAt: Date.now() + 60 * minuteMs,
    checkAccess() {
      checks += 1;
      return checkAccess();
    },
    ...others,
  };
  const unwatch = watchExport(conditions, (why) => breakages.push(why));
  return { stop, leave, breakages, unwatch, checks: () => checks };
}

const refusing = (code: ErrorCode) => () => Promise.reject(new HooklineError(code, "x"));

describe("what an export goes on under", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is gone at the session's end, and not before", async () => {
    const { breakages } = watch({ expiresAt: Date.now() + 20 * minuteMs });
    await vi.advanceTimersByTimeAsync(20 * minuteMs - 1);
    expect(breakages).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(breakages).toEqual(["session over"]);
  });

  it("is asked for every minute", async () => {
    const { checks, breakages } = watch();
    await vi.advanceTimersByTimeAsync(5 * minuteMs);
    expect(checks()).toBe(5);
    expect(breakages).toEqual([]);
  });

  it.each<[ErrorCode, Breakage]>([
    ["session_over", "session over"],
    ["account_not_found", "access lost"],
    ["account_disabled", "access lost"],
    ["kazoo_forbidden", "access lost"],
  ])("is gone when Kazoo refuses with %s", async (code, why) => {
    const { breakages } = watch({ checkAccess: refusing(code) });
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(breakages).toEqual([why]);
  });

  it.each<ErrorCode>(["kazoo_unreachable", "kazoo_timeout", "kazoo_bad_answer", "kazoo_busy"])(
    "stays when Kazoo can't be asked: %s",
    async (code) => {
      const { breakages } = watch({ checkAccess: refusing(code) });
      await vi.advanceTimersByTimeAsync(3 * minuteMs);
      expect(breakages).toEqual([]);
    },
  );

  it("is gone with the process and with the client, also where they went before", () => {
    const { stop, leave, breakages } = watch();
    stop.abort();
    leave.abort();
    expect(breakages).toEqual(["stopping", "client gone"]);
    expect(watch({ stopping: AbortSignal.abort() }).breakages).toEqual(["stopping"]);
    expect(watch({ gone: AbortSignal.abort() }).breakages).toEqual(["client gone"]);
  });

  it("is no longer looked at once the export has ended", async () => {
    const { stop, leave, breakages, unwatch, checks } = watch();
    unwatch();
    stop.abort();
    leave.abort();
    await vi.advanceTimersByTimeAsync(120 * minuteMs);
    expect([breakages, checks(), vi.getTimerCount()]).toEqual([[], 0, 0]);
    for (const { signal } of [stop, leave]) expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
