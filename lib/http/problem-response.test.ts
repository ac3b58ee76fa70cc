import { expect, test } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import { problemSchema } from "@/lib/domain/problem";
import { problemResponse } from "./problem-response";

async function answerTo(cause: unknown) {
  const lines: string[] = [];
  const logger = createLogger("info", { write: (line) => void lines.push(line) });
  const response = problemResponse(cause, "r1", logger);
  const text = await response.text();
  return { response, text, problem: problemSchema.parse(JSON.parse(text)), log: lines.join("") };
}

test("a foreseen failure is told whole", async () => {
  const error = new HooklineError("validation_failed", "Check the fields.", {
    fields: { "modifiers.type": "Choose a value." },
    kazooRequestId: "k1",
  });
  const { response, problem, log } = await answerTo(error);
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-request-id")).toBe("r1");
  expect(problem).toEqual({
    type: "about:blank",
    title: "Check the fields.",
    status: 400,
    code: "validation_failed",
    requestId: "r1",
    fields: { "modifiers.type": "Choose a value." },
    kazooRequestId: "k1",
  });
  expect(log).toContain('"kazooRequestId":"k1"');
});

test("how long to wait is in the body and in the header", async () => {
  const error = new HooklineError("too_many_attempts", "Wait.", { retryAfterSeconds: 61 });
  const { response, problem } = await answerTo(error);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("61");
  expect(problem.retryAfterSeconds).toBe(61);
});

test.each([new Error("hidden: SQLITE_FULL"), "hidden", undefined, null, { hidden: true }])(
  "the unforeseen %s is told to the log and not to the caller",
  async (cause) => {
    const { response, problem, text } = await answerTo(cause);
    expect(response.status).toBe(500);
    expect(problem.code).toBe("internal");
    expect(text).not.toContain("hidden");
  },
);

test("the log of an unforeseen failure has its cause under the request id", async () => {
  const { log } = await answerTo(new Error("SQLITE_FULL"));
  expect(JSON.parse(log)).toMatchObject({ level: 50, requestId: "r1", code: "internal" });
  expect(log).toContain("SQLITE_FULL");
});

test("what an operator did wrong does not fill the log with errors", async () => {
  const { log } = await answerTo(new HooklineError("session_over", "Log in again."));
  expect(JSON.parse(log).level).toBe(30);
});
