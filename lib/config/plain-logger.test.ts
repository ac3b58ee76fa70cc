import { expect, test } from "vitest";
import { createLogger } from "./logger";
import { createPlainLogger } from "./plain-logger";

function linesOf(log: (write: (line: string) => void) => void): Record<string, unknown>[] {
  let text = "";
  log((line) => {
    text += line;
  });
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

test("writes what pino writes", () => {
  const cause = new TypeError("no room");
  const [ours, theirs] = linesOf((write) => {
    createPlainLogger("info", write).error({ err: cause, count: 2 }, "not stored");
    createLogger("info", { write }).error({ err: cause, count: 2 }, "not stored");
  });
  expect(ours).toEqual({ ...theirs, time: ours?.time });
  expect(ours?.level).toBe(50);
  expect(Math.abs(Number(ours?.time) - Number(theirs?.time))).toBeLessThan(60_000);
});

test("writes nothing below its level, and nothing at all when silent", () => {
  const seen = linesOf((write) => {
    const logger = createPlainLogger("warn", write);
    logger.info({}, "too little");
    logger.warn({}, "enough");
    createPlainLogger("silent", write).fatal({}, "nothing");
  });
  expect(seen.map(({ msg }) => msg)).toEqual(["enough"]);
});

test("masks what has a secret's name, at any depth", () => {
  const [line] = linesOf((write) => {
    createPlainLogger("info", write).info({ key: "hidden", at: { headers: ["hidden"] } }, "m");
  });
  expect(JSON.stringify(line)).not.toContain("hidden");
});
