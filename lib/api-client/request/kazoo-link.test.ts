import { afterEach, expect, it, vi } from "vitest";
import { kazooLink } from "./kazoo-link";

afterEach(() => {
  vi.useRealTimers();
  kazooLink.reportAnswer();
});

it("knows that Kazoo is away from any refused request, until it answers one", () => {
  kazooLink.reportProblem("webhook_not_found");
  expect(kazooLink.state()).toBe("answers");
  kazooLink.reportProblem("kazoo_unreachable");
  expect(kazooLink.state()).toBe("unreachable");
  kazooLink.reportAnswer();
  expect(kazooLink.state()).toBe("answers");
});

it("says that Kazoo is slow while a request waits for it, and told so once", async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const unsubscribe = kazooLink.subscribe(() => told.push(kazooLink.state()));
  const ends = [kazooLink.startWaiting(), kazooLink.startWaiting()];
  await vi.advanceTimersByTimeAsync(1_000);
  expect(kazooLink.state()).toBe("answers");
  await vi.advanceTimersByTimeAsync(10_000);
  for (const end of ends) end();
  unsubscribe();
  expect(told).toEqual(["slow", "answers"]);
});
