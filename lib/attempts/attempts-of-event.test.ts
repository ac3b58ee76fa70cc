import { expect, test } from "vitest";
import {
  type LoggedAttempt,
  startLoggedAttempts,
} from "@/tests/support/deliveries/logged-attempts";
import { problemOf } from "@/tests/support/http/problem-of";
import { attemptsOfEvent } from "./attempts-of-event";

async function start(logged: readonly LoggedAttempt[]) {
  const started = await startLoggedAttempts(logged, { kazoo: "master" });
  const { context, eventStore } = started;
  const of = (eventId: string, scope = context.scope) =>
    attemptsOfEvent({ ...context, eventStore, scope }, eventId);
  return { ...started, of };
}

test("the tries of an event are those of its firing, newest first, and no other's", async () => {
  const { of, came } = await start([
    { firing: "a", ago: 30, left: 3 },
    { firing: "a", ago: 28, left: 2 },
    { firing: "b", ago: 27, left: 1 },
  ]);
  const id = await came("a", 26);
  const { items } = await of(id);
  expect(items.map(({ firing, tryNumber, eventId }) => [firing, tryNumber, eventId])).toEqual([
    ["a", 2, id],
    ["a", 1, id],
  ]);
});

test("what came at the first try has none", async () => {
  const { of, came } = await start([{ firing: "b", ago: 27, left: 1 }]);
  expect(await of(await came("other", 26))).toEqual({ items: [], nextCursor: null });
});

test("another account's event is as unknown as one that never was", async () => {
  const { of, came, childScope } = await start([{ firing: "a", ago: 30, left: 1 }]);
  const id = await came("a", 28, childScope);
  expect((await problemOf(of(id))).code).toBe("event_not_found");
  expect((await problemOf(of("nothing"))).code).toBe("event_not_found");
  expect((await of(id, childScope)).items).toEqual([]);
});
