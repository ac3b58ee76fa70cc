import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject, stringAt } from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";
import type { Simulator } from "@/simulator/simulator";
import { headerIn, readCaptures, withPort } from "@/tests/support/simulator-replay/captures";
import { decodeForm } from "@/tests/support/simulator-replay/decode-form";
import { type RawReceiver, startRawReceiver } from "@/tests/support/simulator-replay/raw-receiver";
import {
  installWebhook,
  startReplaySimulator,
  untilDone,
} from "@/tests/support/simulator-replay/replay-simulator";

let receiver: RawReceiver;
beforeAll(async () => {
  receiver = await startRawReceiver();
});
afterAll(() => receiver.close());

/** The recorded webhook with our receiver's port; the recording fired it without selecting it. */
function localWebhook(hook: JsonObject) {
  const { _id, pvt_account_id, pvt_type: _type, ...fields } = hook;
  const uri = String(fields.uri).replace(/:91\d\d/, `:${receiver.port}`);
  return {
    id: String(_id),
    accountId: String(pvt_account_id),
    fields: { ...fields, uri, hook: "all" },
  };
}

describe.each([
  ["direct", false],
  ["legacy-uri", true],
])("the set %s", (set, legacyUri) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startReplaySimulator({ legacyUri });
  });
  afterAll(() => simulator.close());

  test.each(readCaptures(set))("$verb $format: $name", async ({ hook, payload, bytes }) => {
    const webhook = localWebhook(hook ?? {});
    installWebhook(simulator, webhook);
    receiver.requests.length = 0;
    const { accountId } = webhook;
    const event = { accountId, trigger: "channel_create", payload: payload ?? {} };
    await untilDone(simulator, simulator.fire(event));
    const sent = receiver.requests.map((request) => withPort(request.bytes, "PORT"));
    expect(sent).toEqual(bytes === undefined ? [] : [withPort(bytes, "PORT")]);
  });

  test("leaves two failed attempts for each URL the client refuses, none for a crash", () => {
    const unsent = readCaptures(set).filter(({ bytes }) => bytes === undefined);
    const refused = simulator.world.attempts.map(({ fields }) => fields.client_error);
    const expected = unsent.filter(({ name }) => !name.endsWith("null_value")).length * 2;
    expect(refused).toEqual(Array.from({ length: expected }, () => "unknown"));
  });
});

function triggerOf(payload: JsonObject): string {
  const event = stringAt(payload, "hook_event");
  if (event) return event;
  return payload.event_category === "notification" ? "notifications" : "object";
}

describe("the set live", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startReplaySimulator();
  });
  afterAll(() => simulator.close());

  test.each(readCaptures("live"))("$verb $format: $name", async ({ verb, format, bytes = "" }) => {
    const body = Buffer.from(bytes.slice(bytes.indexOf("\r\n\r\n") + 4), "latin1").toString();
    const decoded = format === "json" ? parseJson(body) : decodeForm(body);
    const payload = isJsonObject(decoded) ? decoded : {};
    const accountId = headerIn(bytes, "x-account-id");
    const path = /^\S+ (\S+)/.exec(bytes)?.[1] ?? "";
    const uri = `http://127.0.0.1:${receiver.port}${path}`;
    const fields = { name: "live", hook: "all", uri, http_verb: verb, format, retries: 2 };
    installWebhook(simulator, { id: headerIn(bytes, "x-hook-id"), accountId, fields });
    receiver.requests.length = 0;
    await simulator.fire({ accountId, trigger: triggerOf(payload), payload });
    expect(receiver.requests.map((request) => withPort(request.bytes, "PORT"))).toEqual([
      withPort(bytes, "PORT"),
    ]);
  });
});
