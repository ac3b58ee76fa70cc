import { expect, test } from "vitest";
import { createPlainLogger } from "./plain-logger";

function collectingLogger(level: string) {
  const lines: string[] = [];
  const logger = createPlainLogger(level, (line) => lines.push(line));
  return { logger, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

test("a line is what pino writes: level, time, fields, message", () => {
  const { logger, read } = collectingLogger("info");
  logger.warn({ port: 3000 }, "taken");
  const time = expect.any(Number);
  expect(read()).toEqual([{ level: 40, time, port: 3000, msg: "taken" }]);
});

test("an error keeps its message, code, stack and cause", () => {
  const { logger, read } = collectingLogger("info");
  const cause = new Error("disk gone");
  logger.error({ err: Object.assign(new Error("no", { cause }), { code: "EIO" }) }, "failed");
  const stack = expect.stringContaining("no");
  const err = { type: "Error", message: "no", code: "EIO", stack, cause: "Error: disk gone" };
  expect(read()).toMatchObject([{ err }]);
});

test("a level writes itself and what is worse", () => {
  const { logger, read } = collectingLogger("warn");
  logger.info({}, "no");
  logger.warn({}, "yes");
  logger.fatal({}, "yes");
  expect(read()).toHaveLength(2);
  const silent = collectingLogger("silent");
  silent.logger.fatal({}, "no");
  expect(silent.read()).toEqual([]);
});
