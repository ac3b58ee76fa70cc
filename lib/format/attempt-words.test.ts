import { expect, test } from "vitest";
import { attemptInWords, attemptsAreFailures, retryInWords } from "./attempt-words";

const request = { method: "POST" };
const failure = { result: "failure", reason: "kazoo http client error" } as const;

test.each([
  [202, "POST", "The receiver answered 202; Kazoo takes only 200"],
  [302, "POST", "The receiver answered 302, a redirect; Kazoo takes only 200"],
  [500, "POST", "The receiver answered 500"],
  [201, "PUT", "The receiver answered 201, which newer Kazoos take for a PUT and log as a failure"],
])("an answer of %s to a %s says what Kazoo makes of it", (code, method, sentence) => {
  const attempt = { ...failure, code, clientError: null, request: { method } };
  expect(attemptInWords(attempt)).toBe(sentence);
});

test.each([
  ["failed_connect: econnrefused", "Nothing listened at this address: the connection was refused"],
  ["failed_connect: nxdomain", "The host name of the URL is not known"],
  ["nxdomain", "The host name of the URL is not known"],
  ["socket_closed_remotely", "The receiver closed the connection without an answer"],
  ["something_new", "The connection failed (something_new)"],
])("the client error %s is told in words", (clientError, sentence) => {
  expect(attemptInWords({ ...failure, code: null, clientError, request })).toBe(sentence);
});

test("what neither has is told by Kazoo's reason, and a success as one", () => {
  const bare = { code: null, clientError: null, request };
  expect(attemptInWords({ ...bare, ...failure })).toBe("kazoo http client error");
  expect(attemptInWords({ ...bare, result: "success", reason: null })).toBe("The receiver took it");
});

test("only a connection that failed is tried again", () => {
  expect(retryInWords({ result: "failure", code: 500, retriesLeft: 3 })).toContain("never");
  expect(retryInWords({ result: "failure", code: null, retriesLeft: 0 })).toContain("last");
  expect(retryInWords({ result: "failure", code: null, retriesLeft: 1 })).toContain("again");
  expect(retryInWords({ result: "success", code: 200, retriesLeft: null })).toBeNull();
});

test("the setting that makes Kazoo log successes is named", () => {
  expect(attemptsAreFailures).toContain("webhooks.log_successful_attempts");
});
