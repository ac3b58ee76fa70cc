import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
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
import {
  envelopeOf,
  type Pair,
  type RecordedAnswer,
  readPairs,
} from "@/tests/support/simulator-replay/pairs";
import {
  beforePair,
  emptyRecordedWorld,
  reconcile,
} from "@/tests/support/simulator-replay/recorded-world";
import { sendRaw } from "@/tests/support/simulator-replay/send-raw";
import { createReplayTokens, type ReplayTokens } from "@/tests/support/simulator-replay/tokens";

const CLUSTER = "6f2d8a1c9b7e4d3fa5c01e2b3d4f5a6b";
const STARTED_AT = Date.parse("2026-11-21T19:53:28Z");

let simulator: Simulator;
let tokens: ReplayTokens;

beforeAll(async () => {
  const clock = createClock({ manual: true, startAt: STARTED_AT });
  const resolveHosts = "loopback-only";
  simulator = await startSimulator({ clock, clusterId: CLUSTER, resolveHosts });
  emptyRecordedWorld(simulator.world);
  tokens = createReplayTokens(simulator);
});
afterAll(() => simulator.close());

async function emptyBucket(): Promise<void> {
  for (let count = 0; count < 110; count += 1) await fetch(`${simulator.url}/v2/webhooks`);
}

/** Kazoo's own clock was half a second ahead of its web server's date. */
function timeOf(pair: Pair): number {
  const timestamp = stringAt(envelopeOf(pair.answer) ?? {}, "timestamp");
  return Date.parse(timestamp ?? pair.answer.headers.get("date") ?? "");
}

/** Brings the simulator to where the recorded Kazoo was before this request. */
async function prepare(pair: Pair): Promise<void> {
  beforePair(simulator.world, pair);
  reconcile(simulator.world, pair);
  if (pair.name === "more_acct_children") {
    tokens.forget();
    await tokens.fill("TOKEN_4b2d82d4e2");
  }
  const recordedAt = timeOf(pair);
  if (pair.answer.status === 429) await emptyBucket();
  await simulator.advance(Math.max(0, recordedAt - simulator.clock.now()) / 1000);
  if (pair.name === "token_expired_put") {
    await tokens.fill("TOKEN_ee9024e982");
    simulator.expireTokens();
  }
  const id = envelopeOf(pair.answer)?.data;
  const isCreation = pair.answer.status === 201 && !pair.body?.includes("_id");
  if (isCreation && id && typeof id === "object" && "id" in id) {
    simulator.world.reserveId(String(id.id));
  }
}

async function replay(pair: Pair): Promise<RecordedAnswer> {
  await prepare(pair);
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

test.each(readPairs())("$name is answered as recorded", async (pair) => {
  const differences = compareAnswers(pair.answer, await replay(pair));
  const listed = differencesOf(pair.name);
  const unlisted = [...differences].filter(([field]) => !listed.some((d) => d.covers(field)));
  expect(Object.fromEntries(unlisted)).toEqual({});
  const gone = listed.filter((d) => ![...differences.keys()].some((field) => d.covers(field)));
  expect(gone.map(({ reason }) => reason)).toEqual([]);
});

test("every listed difference belongs to a recorded pair", () => {
  const names = new Set(readPairs().map(({ name }) => name));
  expect(listedPairs().filter((name) => !names.has(name))).toEqual([]);
});

test("the README shows the same differences", () => {
  const readme = readFileSync(new URL("../../simulator/README.md", import.meta.url), "utf8");
  const text = readme.replace(/\s+/g, " ");
  const missing = KNOWN_DIFFERENCES.filter(
    ({ pairs, reason }) => !text.includes(reason) || !pairs.every((name) => text.includes(name)),
  );
  expect(missing).toEqual([]);
});
