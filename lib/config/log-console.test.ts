import { expect, test } from "vitest";
import { logConsole } from "./log-console";
import { createLogger } from "./logger";

function loggedConsole() {
  const lines: string[] = [];
  const target = { error: (..._: unknown[]) => {}, log: (..._: unknown[]) => {} };
  logConsole(createLogger("info", { write: (line) => void lines.push(line) }), target);
  return { target, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

test("what a package writes is a line of its level, without colours", () => {
  const { target, read } = loggedConsole();
  target.log(" \u001b[32m✓\u001b[39m Ready in %d ms", 12);
  expect(read()).toMatchObject([{ level: 30, from: "console", msg: "✓ Ready in 12 ms" }]);
});

test("an error is in the line with its stack, whatever was written beside it", () => {
  const { target, read } = loggedConsole();
  target.error(" ⨯", new Error("no such page"), { digest: "1" });
  target.error(new Error("alone"));
  expect(read()).toMatchObject([
    { level: 50, msg: "⨯ { digest: '1' }", err: { message: "no such page" } },
    { level: 50, msg: "alone", err: { stack: expect.stringContaining("log-console.test") } },
  ]);
});
