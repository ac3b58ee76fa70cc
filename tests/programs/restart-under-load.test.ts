import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FiringKazoo, startFiringKazoo } from "../support/programs/fired-deliveries";
import { type HooklineOperator, logInToHookline } from "../support/programs/hookline-operator";
import {
  type HooklinePrograms,
  hooklinePrograms,
  until,
} from "../support/programs/hookline-programs";
import { isLongForm } from "../support/torture";

const rates = isLongForm ? [3, 30, 200] : [10];
/** A plain start's port is closed while two programs start: how long is the machine's affair. */
const plainRates = isLongForm ? [3, 30] : [3];
/** Kazoo looks each 15 s for webhooks with six failures in a minute. */
const disablerMs = 17_000;
const testTimeoutMs = 300_000;

let kazoo: FiringKazoo;
let hookline: HooklinePrograms;
let operator: HooklineOperator;

async function start(holdsPort: boolean): Promise<void> {
  kazoo = await startFiringKazoo();
  hookline = await hooklinePrograms({ holdsPort, env: { KAZOO_API_URL: kazoo.url } });
  hookline.start();
  await hookline.untilReady();
  operator = await logInToHookline(hookline.url);
  await kazoo.createWebhooks(await operator.receiverUrl());
}

async function stop(): Promise<void> {
  await hookline.close();
  await kazoo.close();
}

interface Outcome {
  readonly failed: number;
  /** Tries that were under way at some time of the moment. */
  readonly openThen: number;
  readonly answered200: number;
  readonly missing: number;
  /** Stored more often than sent with an answer or without one. */
  readonly doubled: number;
  readonly switchedOff: readonly string[];
}

function bag(bodies: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1);
  return counts;
}

/** From and to, Unix milliseconds: a process that is killed takes a while to be gone. */
type Moment = readonly [number, number];

/** Fires at a rate, does `work` in the middle, waits until all is stored, and compares. */
async function underLoad(rate: number, work: () => Promise<Moment>): Promise<Outcome> {
  const before = kazoo.tries().length;
  const failedBefore = kazoo.failedAttempts();
  kazoo.startTraffic(rate);
  const fresh = () => kazoo.tries().slice(before);
  await until(
    "deliveries come",
    () => fresh().filter((one) => one.outcome === "success").length > 20,
  );
  const [from, to] = await work();
  const seen = fresh().length;
  await until("deliveries come again", () => fresh().length > seen + 20);
  // So long failures stand in Kazoo's window before it decides.
  await new Promise((resolve) => setTimeout(resolve, disablerMs));
  await kazoo.stopTraffic();
  await hookline.untilReady();
  const tries = kazoo.tries();
  const sent = tries.filter(({ outcome }) => outcome === "success");
  await until("all that was answered 200 is stored", async () => {
    return (await operator.countEvents()) >= sent.length;
  });
  const stored = bag(
    (await operator.events()).map((event) => Buffer.from(event.bodyBase64, "base64").toString()),
  );
  const confirmed = bag(sent.map(({ body }) => body));
  const tried = bag(tries.map(({ body }) => body));
  let missing = 0;
  for (const [body, count] of confirmed) missing += Math.max(0, count - (stored.get(body) ?? 0));
  let doubled = 0;
  for (const [body, count] of stored) doubled += Math.max(0, count - (tried.get(body) ?? 0));
  return {
    failed: kazoo.failedAttempts() - failedBefore,
    openThen: fresh().filter((one) => {
      const startedAt = Date.parse(one.at);
      return startedAt <= to && startedAt + one.durationMs >= from;
    }).length,
    answered200: sent.length,
    missing,
    doubled,
    switchedOff: kazoo.switchedOff(),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Kills a program and waits for the next one. */
async function kill(program: "receiver" | "console"): Promise<Moment> {
  const pid = await hookline.pidOf(program);
  const from = Date.now();
  process.kill(pid, "SIGKILL");
  await until("it is gone", () => !isRunning(pid));
  const moment: Moment = [from, Date.now()];
  await hookline.pidOf(program, pid);
  return moment;
}

/** Stops everything and starts it again. */
async function stopAndStart(): Promise<Moment> {
  const from = Date.now();
  expect(await hookline.end("SIGTERM")).toBe(0);
  const moment: Moment = [from, Date.now()];
  hookline.start();
  return moment;
}

const nothingLost = { missing: 0, doubled: 0, switchedOff: [] };

describe.each(rates)("at %i events a second", (rate) => {
  describe("with a port of its own", () => {
    beforeAll(() => start(false), testTimeoutMs);
    afterAll(stop, testTimeoutMs);

    test(
      "SIGHUP takes the new build without a failed attempt",
      async () => {
        const outcome = await underLoad(rate, async () => {
          const receiver = await hookline.pidOf("receiver");
          const from = Date.now();
          hookline.signal("SIGHUP");
          await hookline.pidOf("receiver", receiver);
          await until("it is replaced", () => hookline.log().includes('"msg":"replaced"'));
          return [from, Date.now()];
        });
        expect(outcome).toMatchObject({ ...nothingLost, failed: 0 });
      },
      testTimeoutMs,
    );

    test(
      "a console that is killed costs nothing",
      async () => {
        const outcome = await underLoad(rate, () => kill("console"));
        expect(outcome).toMatchObject({ ...nothingLost, failed: 0 });
      },
      testTimeoutMs,
    );

    test(
      "a receiver that is killed costs no more than the requests that were open",
      async () => {
        const outcome = await underLoad(rate, () => kill("receiver"));
        expect(outcome).toMatchObject(nothingLost);
        expect(outcome.failed).toBeLessThanOrEqual(outcome.openThen);
      },
      testTimeoutMs,
    );

    test.each(rate === rates[0] ? plainRates : [])(
      "a plain stop and start at %i events a second switches no webhook off",
      async (plainRate) => {
        const outcome = await underLoad(plainRate, stopAndStart);
        expect(outcome).toMatchObject(nothingLost);
      },
      testTimeoutMs,
    );
  });

  describe("with a port that systemd holds", () => {
    beforeAll(() => start(true), testTimeoutMs);
    afterAll(stop, testTimeoutMs);

    test(
      "a stop and a start lose nothing and switch nothing off",
      async () => {
        const outcome = await underLoad(rate, stopAndStart);
        expect(outcome).toMatchObject(nothingLost);
        // A connection that is closed just as Kazoo writes on it.
        expect(outcome.failed).toBeLessThanOrEqual(outcome.openThen + 2);
      },
      testTimeoutMs,
    );
  });
});
