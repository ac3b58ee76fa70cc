import { describe, expect, it } from "vitest";
import { switchedOffNames, switchedOffTitle } from "./switched-off-words";

const at = (hour: number, minute: number, day = 9) =>
  new Date(2026, 2, day, hour, minute).getTime();
const off = (name: string, lastSeenOnAt: number, seenOffAt: number) => ({
  id: name,
  name,
  lastSeenOnAt,
  seenOffAt,
});
const now = at(15, 0);

describe("webhooks that Kazoo switched off", () => {
  it("are named where there is one, counted where there are several", () => {
    const one = [off("User deleted", at(14, 2), at(14, 31))];
    expect(switchedOffTitle(one, now)).toBe(
      "Kazoo switched “User deleted” off between 14:02 and 14:31",
    );
    expect(switchedOffNames(one)).toBe("");
    const two = [...one, off("Calls", at(14, 10), at(14, 40))];
    expect(switchedOffTitle(two, now)).toBe(
      "Kazoo switched 2 webhooks off between 14:02 and 14:40",
    );
    expect(switchedOffNames(two)).toBe("User deleted, Calls");
  });

  it("say the days when it was not today, and one time when both are the same minute", () => {
    expect(switchedOffTitle([off("Calls", at(23, 50, 8), at(0, 10))], now)).toBe(
      "Kazoo switched “Calls” off between 2026-03-08 23:50 and 00:10",
    );
    expect(switchedOffTitle([off("Calls", at(14, 2), at(14, 2) + 30_000)], now)).toBe(
      "Kazoo switched “Calls” off at 14:02",
    );
  });

  it("are not all named when there are many", () => {
    const many = ["a", "b", "c", "d", "e"].map((name) => off(name, now, now));
    expect(switchedOffNames(many)).toBe("a, b, c, d and 1 other");
    expect(switchedOffNames([...many, off("f", now, now)])).toBe("a, b, c, d and 2 others");
  });
});
