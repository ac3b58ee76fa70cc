import { expect, test } from "vitest";
import { toRecoveredEvent } from "@/lib/drain/recovered-event";
import {
  answered,
  type LoggedAttempt,
  startLoggedAttempts,
} from "@/tests/support/deliveries/logged-attempts";
import { problemOf } from "@/tests/support/http/problem-of";
import { type RecoverContext, recoverEvents } from "./recover-events";

async function start(logged: readonly LoggedAttempt[]) {
  const now = Date.now();
  const started = await startLoggedAttempts(logged, { now });
  const { context, eventStore, range } = started;
  const whole: RecoverContext = {
    ...context,
    eventStore,
    toRecoveredEvent: (delivery) => toRecoveredEvent(delivery, 1_000_000),
    told: () => {},
    keptSince: now - 3_600_000,
    waitingSince: null,
  };
  return {
    ...started,
    now,
    recover: (changes: Partial<RecoverContext> = {}) =>
      recoverEvents({ ...whole, ...changes }, { ...range, dryRun: false }),
  };
}

test("what Kazoo kept is stored as it was sent, and what it didn't is counted by its reason", async () => {
  const form = [["id", "=", "f1"], "&", [["tags"], "[", "a", "]", "=", "x+y"]];
  const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
  const { eventStore, context, recover } = await start([
    { firing: "old", ago: 7_200 },
    { firing: "get", ago: 300, fields: { method: "get", req_body: "" } },
    { firing: "odd", ago: 300, fields: { req_body: [{ a: 1 }] } },
    { firing: "there", ago: 300, fields: { uri: "https://elsewhere.example" } },
    { firing: "form", ago: 200, fields: { req_body: form, req_headers: urlencoded } },
  ]);
  const report = await recover();
  expect(report).toMatchObject({ found: 5, alreadyStored: 0, recovered: 1, complete: true });
  expect([...report.notRecoverable].sort((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
    { reason: "elsewhere", count: 1 },
    { reason: "get", count: 1 },
    { reason: "no_body", count: 1 },
    { reason: "past_retention", count: 1 },
  ]);
  const { items } = await eventStore.search(context.scope, { q: "f1" }, { limit: 10 });
  const detail = await eventStore.get(context.scope, items[0]?.id ?? "");
  expect(detail).toMatchObject({ origin: "recovered", payload: { id: "f1", tags: { a: "x y" } } });
  expect(Buffer.from(detail?.bodyBase64 ?? "", "base64").toString()).toBe("id=f1&tags[a]=x+y");
});

test("it counts as received when its first try failed", async () => {
  const { eventStore, context, recover, now } = await start([
    { firing: "a", ago: 302, left: 2 },
    { firing: "a", ago: 300, left: 1 },
  ]);
  expect(await recover()).toMatchObject({ found: 1, recovered: 1 });
  const { items } = await eventStore.search(context.scope, {}, { limit: 10 });
  expect(items.map(({ receivedAt }) => receivedAt)).toEqual([
    (Math.floor(now / 1_000) - 302) * 1_000,
  ]);
});

test("what Kazoo may still try, and what is stored, is left alone", async () => {
  const { came, recover } = await start([
    { firing: "under-way", ago: 2, left: 2 },
    { firing: "stored", ago: 60, fields: answered(504) },
  ]);
  await came("stored", 61);
  expect(await recover()).toMatchObject({ found: 1, alreadyStored: 1, recovered: 0 });
});

test("while deliveries wait to be stored, nothing can be told", async () => {
  const { recover, now } = await start([{ firing: "a", ago: 300 }]);
  const problem = await problemOf(recover({ waitingSince: now - 60_000 }));
  expect(problem.code).toBe("storage_unavailable");
  expect(await recover({ waitingSince: now })).toMatchObject({ recovered: 1 });
});
