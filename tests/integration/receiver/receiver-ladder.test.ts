import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { objectEvent } from "@/simulator/events/object-event";
import { type Simulator, startSimulator } from "@/simulator/simulator";
import { apiClient, logIn } from "@/simulator/testing/api-client";
import { sendBytes } from "../../support/http/raw-http";
import { patience } from "../../support/patience";
import { blockSpool } from "../../support/receiver/block-spool";
import {
  startReceiver,
  type TestReceiver,
  temporaryDataDir,
} from "../../support/receiver/receiver";
import { acmeKey, otherKey, writeTestKeys } from "../../support/receiver/receiver-keys";
import { createWatchedClock, type WatchedClock } from "../../support/watched-clock";

const holdSeconds = 60;
const retryMs = 5_000;

let place: ReturnType<typeof temporaryDataDir>;
let spool: ReturnType<typeof blockSpool>;
let clock: WatchedClock;
let simulator: Simulator;
let receiver: TestReceiver;
let accountId: string;
let webhookId: string;

beforeEach(async () => {
  clock = createWatchedClock();
  place = temporaryDataDir();
  await writeTestKeys(place.dataDir);
  spool = blockSpool(place.dataDir);
  receiver = await startReceiver({
    dataDir: place.dataDir,
    env: { RECEIVER_HOLD_SECONDS: String(holdSeconds) },
    changes: { ladderNow: clock.now },
  });
  simulator = await startSimulator({ seed: "demo", allowLoopback: true, rateLimit: false, clock });
  const call = apiClient(simulator);
  const session = await logIn(call);
  accountId = session.accountId;
  const data = {
    name: "Users",
    uri: `http://127.0.0.1:${receiver.port}/receive/${acmeKey}`,
    hook: "object",
    format: "json",
    custom_data: { type: "user", action: "doc_deleted" },
  };
  const path = `/v2/accounts/${accountId}/webhooks`;
  webhookId = String((await call("PUT", path, { token: session.token, data })).data.id);
});
afterEach(async () => {
  await simulator.close();
  await receiver.stop();
  place.remove();
});

const fire = (id: string) => simulator.fire(objectEvent(accountId, "user", id, "doc_deleted"));
const attempts = () => simulator.world.attempts.filter((attempt) => attempt.hookId === webhookId);
const isEnabled = () => simulator.world.webhooks.get(webhookId)?.fields.enabled !== false;
const counts = () => receiver.report().deliveries;
const keptIds = () =>
  receiver.records().map(({ body }) => JSON.parse(Buffer.from(body).toString()).id);

function post(key: string) {
  return fetch(`http://127.0.0.1:${receiver.port}/receive/${key}`, { method: "POST", body: "{}" });
}

/** Lets the holding time go by while nothing can be kept; the delivery that began it fails then. */
async function passHold(): Promise<void> {
  const served = fire("first");
  for (let passedMs = 0; passedMs < holdSeconds * 1000; passedMs += retryMs) {
    await clock.sleeper(retryMs);
    await clock.advance(retryMs);
  }
  await served;
}

describe("while the spool can't be written", () => {
  it("rung 1: a delivery is held by Kazoo's HTTP client, fails nowhere, and is kept afterwards", async () => {
    const served = fire("u1");
    for (let round = 0; round < 5; round += 1) {
      await clock.sleeper(retryMs);
      if (round === 4) spool.free();
      await clock.advance(retryMs);
    }
    await served;
    expect(attempts()).toEqual([]);
    expect(simulator.deliveries()).toMatchObject([{ outcome: "success", try: 1 }]);
    expect(keptIds()).toEqual(["u1"]);
    expect(counts()).toMatchObject({ stored: 1, held: 5, failed: 0, notStored: 0 });
    expect(receiver.report().failingSince).toBeNull();
    expect(receiver.log().match(/deliveries can't be stored/g)).toHaveLength(1);
  });

  it("rung 2: after the holding time Kazoo's attempt log keeps the body, three times a minute", async () => {
    await passHold();
    await fire("u2");
    await fire("u3");
    expect(attempts().map(({ fields }) => fields.resp_status_code)).toEqual(["503", "503", "503"]);
    expect(String(attempts()[2]?.fields.req_body)).toContain('"id" : "u3"');
    expect(counts()).toMatchObject({ failed: 3, notStored: 0 });
    expect(receiver.report().failingSince).not.toBeNull();
  });

  it("rung 3: beyond that Kazoo hears 200, and what is not stored is counted", async () => {
    await passHold();
    for (const id of ["u2", "u3", "u4", "u5"]) await fire(id);
    expect(attempts()).toHaveLength(3);
    expect(counts()).toMatchObject({ failed: 3, notStored: 2, stored: 0 });
    expect(receiver.log()).toContain("NOT STORED");
    expect(receiver.log()).toContain(webhookId);
    expect(receiver.log()).not.toContain(acmeKey);
  });

  it("Kazoo never switches the webhook off, however long it lasts", async () => {
    await passHold();
    for (let second = 0; second < 300; second += 6) {
      await fire(`u${second}`);
      await clock.advance(6_000);
    }
    expect(isEnabled()).toBe(true);
    const { failed, notStored } = counts();
    expect(failed + notStored).toBe(51);
    expect(failed).toBeLessThanOrEqual(3 * 6);
    spool.free();
    await expect.poll(async () => (await post(acmeKey)).text(), patience).toBe("ok");
    await fire("after");
    expect(keptIds()).toContain("after");
  });

  it("each key goes down its own ladder", async () => {
    await passHold();
    for (const id of ["u2", "u3", "u4"]) await fire(id);
    expect(counts().notStored).toBe(1);
    const answer = await post(otherKey);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  });

  it("a broken request line is answered as any other", async () => {
    const broken = `GET /receive/${acmeKey}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`;
    const answer = await sendBytes(receiver.port, [broken]);
    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });

  it("a receiver that another has replaced only holds: what comes again comes to the other", async () => {
    const socket = receiver.connect();
    const answered = () =>
      new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    const request = `PUT /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`;
    socket.write(request);
    expect(await answered()).toContain("retry-after: 5");
    await passHold();
    void receiver.retire();
    socket.write(request);
    const answer = await answered();
    expect(answer).toContain("503 Service Unavailable");
    expect(answer).toContain("retry-after: 5");
    expect(answer).toContain("connection: close");
  });

  it("would be switched off by six failures: the simulator does as Kazoo does", async () => {
    const webhook = simulator.world.webhooks.get(webhookId);
    if (!webhook) throw new Error("no webhook");
    const uri = `http://127.0.0.1:${receiver.port}/receive/nobody`;
    simulator.world.webhooks.set(webhookId, { ...webhook, fields: { ...webhook.fields, uri } });
    simulator.restartFiring();
    for (let count = 0; count < 6; count += 1) await fire(`u${count}`);
    await clock.advance(15_000);
    expect(isEnabled()).toBe(false);
  });
});
