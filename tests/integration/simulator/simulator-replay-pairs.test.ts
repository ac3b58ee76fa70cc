import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClock } from "@/simulator/clock/clock";
import { stringAt } from "@/simulator/json/json";
import type { Simulator } from "@/simulator/simulator";
import { startSimulator } from "@/simulator/simulator";
import { compareAnswers } from "@/tests/support/simulator-replay/compare-answers";
import {
  differencesOf,
  KNOWN_DIFFERENCES,
  listedPairs,
} from "@/tests/support/simulator-replay/known-differences";
import { type OrdinarySet, ordinaryWorld } from "@/tests/support/simulator-replay/ordinary-world";
import {
  envelopeOf,
  type Pair,
  type PairSet,
  type RecordedAnswer,
  readPairs,
  timeOf,
} from "@/tests/support/simulator-replay/pairs";
import {
  beforePair,
  emptyRecordedWorld,
  reconcile,
} from "@/tests/support/simulator-replay/recorded-world";
import { sendRaw } from "@/tests/support/simulator-replay/send-raw";
import { createReplayTokens, type ReplayTokens } from "@/tests/support/simulator-replay/tokens";

const CLUSTERS: Record<PairSet, string> = {
  "http-pairs": "6f2d8a1c9b7e4d3fa5c01e2b3d4f5a6b",
  "http-pairs-2/master": "332a160af8d5e8a45b31473f8d28ace7",
  "http-pairs-2/4.3": "385dda643d0a6bd48ce8f8803429b9db",
};
const ORDINARY_SETS: readonly OrdinarySet[] = ["http-pairs-2/master", "http-pairs-2/4.3"];

interface Replay {
  simulator: Simulator;
  tokens: ReplayTokens;
  /** Brings the simulator to where the recorded Kazoo was before this request. */
  prepare(pair: Pair): Promise<void>;
}

function startEmpty(set: PairSet): Promise<Simulator> {
  const [first] = readPairs(set);
  const startAt = (first ? timeOf(first) : 0) - 60_000;
  return startSimulator({
    clock: createClock({ manual: true, startAt }),
    clusterId: CLUSTERS[set],
    resolveHosts: "loopback-only",
    kazoo: set === "http-pairs-2/4.3" ? "4.3" : "master",
  });
}

async function advanceTo(simulator: Simulator, pair: Pair): Promise<void> {
  await simulator.advance(Math.max(0, timeOf(pair) - simulator.clock.now()) / 1000);
}

async function replayOfSuperadmin(): Promise<Replay> {
  const simulator = await startEmpty("http-pairs");
  emptyRecordedWorld(simulator.world);
  const tokens = createReplayTokens(simulator);
  async function emptyBucket(): Promise<void> {
    for (let count = 0; count < 110; count += 1) await fetch(`${simulator.url}/v2/webhooks`);
  }
  return {
    simulator,
    tokens,
    async prepare(pair) {
      beforePair(simulator.world, pair);
      reconcile(simulator.world, pair);
      if (pair.name === "more_acct_children") {
        tokens.forget();
        await tokens.fill("TOKEN_4b2d82d4e2");
      }
      if (pair.answer.status === 429) await emptyBucket();
      await advanceTo(simulator, pair);
      if (pair.name === "token_expired_put") {
        await tokens.fill("TOKEN_ee9024e982");
        simulator.expireTokens();
      }
    },
  };
}

async function replayOfOrdinaryAdmin(set: OrdinarySet): Promise<Replay> {
  const simulator = await startEmpty(set);
  const world = ordinaryWorld(simulator, set);
  const tokens = createReplayTokens(simulator, world.logins);
  const pairs = readPairs(set);
  return {
    simulator,
    tokens,
    async prepare(pair) {
      await world.beforePair(pair, pairs, tokens);
      reconcile(simulator.world, pair);
      await advanceTo(simulator, pair);
    },
  };
}

async function replay({ simulator, tokens, prepare }: Replay, pair: Pair): Promise<RecordedAnswer> {
  await prepare(pair);
  const id = envelopeOf(pair.answer)?.data;
  const isCreation = pair.answer.status === 201 && !pair.body?.includes("_id");
  if (isCreation && id && typeof id === "object" && "id" in id) {
    simulator.world.reserveId(String(id.id));
  }
  const requestId = pair.answer.headers.get("x-request-id") ?? "";
  const given = pair.headers.filter(([name]) => !/^(host|connection|content-length)$/i.test(name));
  const headers: [string, string][] = [["X-Request-ID", requestId]];
  for (const [name, value] of given) headers.push([name, await tokens.fill(value)]);
  const body = pair.body === undefined ? undefined : await tokens.fill(pair.body);
  const path = await tokens.fill(pair.path);
  const answer = await sendRaw(simulator.port, { method: pair.method, path, headers, body });
  const recorded = envelopeOf(pair.answer);
  const name = recorded && stringAt(recorded, "auth_token");
  const token = stringAt(envelopeOf(answer) ?? {}, "auth_token");
  if (name && token && pair.answer.status === 201) tokens.learn(name, token);
  return { ...answer, text: tokens.restore(answer.text) };
}

function describeSet(set: PairSet, start: () => Promise<Replay>): void {
  describe(set, () => {
    let running: Replay;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.simulator.close());

    test.each(readPairs(set))("$name is answered as recorded", async (pair) => {
      const differences = compareAnswers(pair.answer, await replay(running, pair));
      const listed = differencesOf(pair.name);
      const unlisted = [...differences].filter(([field]) => !listed.some((d) => d.covers(field)));
      const told = unlisted.map(([field, difference]) => `${field}: ${difference}`).join("\n");
      expect(told).toBe("");
      const gone = listed.filter((d) => ![...differences.keys()].some((field) => d.covers(field)));
      expect(gone.map(({ reason }) => reason)).toEqual([]);
    });
  });
}

describeSet("http-pairs", replayOfSuperadmin);
for (const set of ORDINARY_SETS) describeSet(set, () => replayOfOrdinaryAdmin(set));

test("every listed difference belongs to a recorded pair", () => {
  const names = new Set(
    ["http-pairs" as const, ...ORDINARY_SETS].flatMap(readPairs).map(({ name }) => name),
  );
  expect(listedPairs().filter((name) => !names.has(name))).toEqual([]);
});

test("the README shows the same differences", () => {
  const readme = readFileSync(new URL("../../../simulator/README.md", import.meta.url), "utf8");
  const text = readme.replace(/\s+/g, " ");
  const missing = KNOWN_DIFFERENCES.filter(
    ({ pairs, reason }) => !text.includes(reason) || !pairs.every((name) => text.includes(name)),
  );
  expect(missing).toEqual([]);
});
