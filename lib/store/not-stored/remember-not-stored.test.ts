import { expect, test } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { rememberNotStored } from "./remember-not-stored";

const scope = { cluster: "default", accountId: "a".repeat(32) };
const other = { ...scope, accountId: "b".repeat(32) };
const away = () => Promise.reject(new HooklineError("storage_unavailable", "away"));
const never = () => new Promise<never>(() => {});

test("while the database is away, what it said last is told, each account its own", async () => {
  let isAway = false;
  const missing = { count: 3, firstAt: 1, lastAt: 2 };
  const notStored = rememberNotStored({
    of: (asked) => (isAway ? away() : Promise.resolve(asked === scope ? missing : null)),
    acknowledge: away,
    total: () => (isAway ? away() : Promise.resolve(3)),
  });
  expect(await notStored.of(scope)).toEqual(missing);
  expect(await notStored.total()).toBe(3);
  isAway = true;
  expect(await notStored.of(scope)).toEqual(missing);
  expect(await notStored.of(other)).toBeNull();
  expect(await notStored.total()).toBe(3);
});

test("a database that does not answer keeps nobody waiting", async () => {
  const notStored = rememberNotStored({ of: never, acknowledge: never, total: never }, 1);
  expect(await notStored.of(scope)).toBeNull();
  expect(await notStored.total()).toBe(0);
});

test("what was acknowledged is told as the database has it", async () => {
  let count = 2;
  const notStored = rememberNotStored({
    of: () => Promise.resolve(count === 0 ? null : { count, firstAt: 1, lastAt: 1 }),
    async acknowledge(_scope, seen) {
      if (seen !== count) return false;
      count = 0;
      return true;
    },
    total: () => Promise.resolve(count),
  });
  expect(await notStored.acknowledge(scope, 1)).toBe(false);
  expect(await notStored.of(scope)).toMatchObject({ count: 2 });
  expect(await notStored.acknowledge(scope, 2)).toBe(true);
  expect(await notStored.of(scope)).toBeNull();
});
