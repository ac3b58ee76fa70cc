import { expect, test } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { problemOf } from "@/tests/support/http/problem-of";
import { retryRead } from "./retry-read";

const unavailable = {
  status: 503,
  contentType: "",
  bodyLength: 0,
  envelope: null,
  kazooRequestId: undefined,
  retryAfterSeconds: undefined,
};

test("when the time is up, the last answer tells more than that", async () => {
  const deadline = new AbortController();
  let tries = 0;
  const answer = await retryRead(async () => {
    tries += 1;
    deadline.abort();
    return unavailable;
  }, deadline.signal);
  expect(answer).toBe(unavailable);
  expect(tries).toBe(1);
});

test("a connection that stays broken is told after three tries", async () => {
  let tries = 0;
  const reading = retryRead(async () => {
    tries += 1;
    throw new HooklineError("kazoo_unreachable", `try ${tries}`);
  }, new AbortController().signal);
  expect((await problemOf(reading)).message).toBe("try 3");
});

test.each(["kazoo_timeout", "kazoo_bad_answer"] as const)(
  "%s won't pass by trying again at once",
  async (code) => {
    let tries = 0;
    const reading = retryRead(async () => {
      tries += 1;
      throw new HooklineError(code, "once");
    }, new AbortController().signal);
    expect((await problemOf(reading)).code).toBe(code);
    expect(tries).toBe(1);
  },
);
