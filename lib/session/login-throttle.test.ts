import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { createLoginThrottle, type LoginThrottle } from "./login-throttle";

const address = "192.0.2.1";
const login = { account: "demo", login: "demo/operator" };
const loginOf = (account: string, user: string | number) => ({
  account,
  login: `${account}/${user}`,
});

async function attempts(throttle: LoginThrottle, count: number, from = address, as = login) {
  for (let made = 0; made < count; made += 1) await throttle.attempt(from, as);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("ten wrong passwords for one login, then no more for a quarter of an hour", async () => {
  const throttle = createLoginThrottle();
  await attempts(throttle, 10);
  const problem = await problemOf(throttle.attempt(address, login));
  expect(problem).toMatchObject({
    code: "too_many_attempts",
    status: 429,
    retryAfterSeconds: 900,
    message: "Too many failed logins. Try again in 15 minutes.",
  });
  vi.advanceTimersByTime(900_001);
  await throttle.attempt(address, login);
});

test("one minute is not minutes", async () => {
  const throttle = createLoginThrottle();
  await attempts(throttle, 10);
  vi.advanceTimersByTime(850_000);
  const problem = await problemOf(throttle.attempt(address, login));
  expect(problem.message).toBe("Too many failed logins. Try again in 1 minute.");
});

test("guessing one login from many addresses is slowed down too", async () => {
  const throttle = createLoginThrottle();
  for (let host = 0; host < 10; host += 1) await throttle.attempt(`198.51.100.${host}`, login);
  const problem = await problemOf(throttle.attempt("203.0.113.9", login));
  expect(problem.code).toBe("too_many_attempts");
});

test("one address has thirty tries over all logins", async () => {
  const throttle = createLoginThrottle();
  for (let user = 0; user < 30; user += 1) await throttle.attempt(address, loginOf("demo", user));
  expect((await problemOf(throttle.attempt(address, loginOf("demo", "x")))).code).toBe(
    "too_many_attempts",
  );
  await throttle.attempt("203.0.113.9", loginOf("demo", "x"));
});

test("one account has fifty tries over all its users and all addresses", async () => {
  const throttle = createLoginThrottle();
  for (let user = 0; user < 50; user += 1) {
    await throttle.attempt(`198.51.100.${user}`, loginOf("demo", user));
  }
  const problem = await problemOf(throttle.attempt("203.0.113.9", loginOf("demo", "x")));
  expect(problem.code).toBe("too_many_attempts");
  await throttle.attempt("203.0.113.9", loginOf("other", "x"));
});

test("tries that are stopped at one login don't lock out the account", async () => {
  const throttle = createLoginThrottle();
  for (let host = 0; host < 100; host += 1) {
    await throttle.attempt(`198.51.100.${host}`, login).catch(() => null);
  }
  await throttle.attempt("203.0.113.9", loginOf("demo", "x"));
});

test("what was forgiven does not count", async () => {
  const throttle = createLoginThrottle();
  for (let made = 0; made < 40; made += 1) {
    await throttle.attempt(address, login);
    await throttle.forgive(address, login);
  }
  await attempts(throttle, 10);
  expect((await problemOf(throttle.attempt(address, login))).code).toBe("too_many_attempts");
});

test("a burst of tries can't slip through before the first is judged", async () => {
  const throttle = createLoginThrottle();
  const burst = Array.from({ length: 25 }, () => throttle.attempt(address, login));
  const outcomes = await Promise.allSettled(burst);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
});
