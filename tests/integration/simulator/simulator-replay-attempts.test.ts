import { afterAll, beforeAll, expect, test } from "vitest";
import { flattenIoList, type IoList } from "@/simulator/firing/encode-form";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectAt,
  stringAt,
} from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";
import { compactJson } from "@/simulator/json/print-json";
import type { Simulator } from "@/simulator/simulator";
import { decodeForm } from "@/tests/support/simulator-replay/decode-form";
import { envelopeOf, readPairs } from "@/tests/support/simulator-replay/pairs";
import { type RawReceiver, startRawReceiver } from "@/tests/support/simulator-replay/raw-receiver";
import {
  installWebhook,
  startReplaySimulator,
  untilDone,
} from "@/tests/support/simulator-replay/replay-simulator";

let recorded: JsonObject = {};
let receiver: RawReceiver;
let simulator: Simulator;
beforeAll(async () => {
  receiver = await startRawReceiver((_request, socket) => {
    const headers = Object.entries(objectAt(recorded, "resp_headers") ?? {});
    const lines = headers.map(([name, value]) => `${name}: ${String(value)}`);
    const head = [`HTTP/1.1 ${recorded.resp_status_code} Whatever`, ...lines];
    socket.write(`${head.join("\r\n")}\r\n\r\n${recorded.resp_body}`);
  });
  simulator = await startReplaySimulator({ logSuccessfulAttempts: true });
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

/** Every attempt that the recorded pairs list, once. */
function recordedAttempts(): { label: string; attempt: JsonObject }[] {
  const seen = new Map<string, JsonObject>();
  for (const pair of readPairs()) {
    const data = pair.path.includes("attempts") ? envelopeOf(pair.answer)?.data : [];
    for (const attempt of Array.isArray(data) ? data.filter(isJsonObject) : []) {
      seen.set(compactJson(attempt), attempt);
    }
  }
  return [...seen.values()].map((attempt) => {
    const outcome = attempt.resp_status_code ?? attempt.client_error;
    return { label: `${attempt.hook_event} ${attempt.event_id}: ${outcome}`, attempt };
  });
}

function ioList(value: Json): IoList {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(ioList) : "";
}

function payloadOf(body: Json): JsonObject {
  if (typeof body !== "string") return decodeForm(flattenIoList(ioList(body)));
  const payload = parseJson(body);
  return isJsonObject(payload) ? payload : {};
}

/** What no two runs share. */
const comparable = ({ uri: _uri, event_id: _id, timestamp: _time, ...fields }: JsonObject) =>
  compactJson(fields);

test.each(recordedAttempts())(
  "the attempt of $label is logged as recorded",
  async ({ attempt }) => {
    recorded = attempt;
    const isJson = typeof attempt.req_body === "string";
    const port = attempt.client_error ? 1 : receiver.port;
    const headers = objectAt(attempt, "req_headers") ?? {};
    const accountId = stringAt(headers, "x-account-id") ?? "";
    const left = Number(attempt.try ?? attempt.retries ?? 2);
    const fields = {
      name: "attempt",
      hook: String(attempt.hook_event).toLowerCase(),
      uri: `http://127.0.0.1:${port}/`,
      http_verb: String(attempt.method),
      format: isJson ? "json" : "form-data",
      retries: left,
      custom_data: { type: "all", action: "all" },
    };
    installWebhook(simulator, { id: String(attempt.hook_id), accountId, fields });
    simulator.world.attempts.clear();
    const payload = payloadOf(attempt.req_body ?? null);
    const event = { accountId, trigger: fields.hook, payload };
    await untilDone(simulator, simulator.fire(event));
    const [first] = simulator.world.attempts.toArray();
    expect(comparable(first?.fields ?? {})).toBe(comparable(attempt));
  },
);
