import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestOfKey, keyFileName } from "@/lib/control/key-file";
import { patience } from "../../support/patience";
import { type ControlConsole, controlConsole } from "../../support/receiver/control-console";
import {
  startReceiver,
  type TestReceiver,
  temporaryDataDir,
} from "../../support/receiver/receiver";
import { acmeKey, otherKey, otherScope, writeTestKeys } from "../../support/receiver/receiver-keys";
import { acme } from "../../support/store/new-event";

const newKey = "new".padEnd(43, "-");
const strangersKey = "stranger".padEnd(43, "-");

let place: ReturnType<typeof temporaryDataDir>;
let receiver: TestReceiver;
let sockets: ReturnType<typeof controlConsole>;
let console: ControlConsole | null;
let asked: string[];
/** What the database says. */
let isKnown: (digest: string) => Promise<boolean>;

beforeEach(async () => {
  place = temporaryDataDir();
  asked = [];
  isKnown = () => Promise.resolve(false);
  sockets = controlConsole((digest) => {
    asked.push(digest);
    return isKnown(digest);
  });
  console = null;
  await writeTestKeys(place.dataDir);
  const env = { HOOKLINE_SOCKETS: sockets.folder };
  receiver = await startReceiver({ dataDir: place.dataDir, env });
});
afterEach(async () => {
  await receiver.stop();
  await console?.close();
  sockets.remove();
  place.remove();
});

function post(key: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${receiver.port}/receive/${key}`, { method: "POST", body: "{}" });
}

async function statusOf(key: string): Promise<number> {
  const answer = await post(key);
  await answer.text();
  return answer.status;
}

describe("a well-formed key that the file doesn't know", () => {
  it("is asked to come again while there is no console: it may be a new webhook's first delivery", async () => {
    const answer = await post(strangersKey);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(await answer.text()).toMatch(/^Hookline can't tell yet.*\.$/);
    expect(await statusOf(acmeKey)).toBe(200);
    expect(receiver.report().deliveries).toMatchObject({ undecidedKey: 1, stored: 1 });
    expect(receiver.log()).not.toContain("nobody has");
  });

  it("is asked to come again while the console's database doesn't answer", async () => {
    console = await sockets.start();
    isKnown = () => Promise.reject(new Error("away"));
    expect(await statusOf(strangersKey)).toBe(503);
  });

  it("is 404 once the console has looked, once for all that come at the same time", async () => {
    console = await sockets.start();
    const statuses = await Promise.all(Array.from({ length: 30 }, () => statusOf(strangersKey)));
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect(await statusOf(strangersKey)).toBe(404);
    expect(asked).toEqual([digestOfKey(strangersKey)]);
  });

  it("is taken when the console knows it, for the console writes the file first", async () => {
    console = await sockets.start();
    isKnown = async () => {
      await writeTestKeys(place.dataDir, { [acmeKey]: acme, [newKey]: otherScope });
      return true;
    };
    expect(await statusOf(newKey)).toBe(200);
    expect(receiver.records()).toMatchObject([{ scope: otherScope, receiverKeyId: "id of new--" }]);
  });

  it("is 404 or asked to come again, however many there are; a known one is taken meanwhile", async () => {
    console = await sockets.start();
    const keys = Array.from({ length: 100 }, (_, number) => `s${number}`.padEnd(43, "-"));
    const [known, ...statuses] = await Promise.all([acmeKey, ...keys].map(statusOf));
    expect(known).toBe(200);
    expect(statuses.filter((status) => status !== 404 && status !== 503)).toEqual([]);
    expect(asked.length).toBe(statuses.filter((status) => status === 404).length);
  });
});

describe("the file of keys", () => {
  it("is followed: a new key is taken and a revoked one refused, without a console", async () => {
    expect(await statusOf(newKey)).toBe(503);
    await writeTestKeys(place.dataDir, { [newKey]: acme });
    await expect.poll(() => statusOf(newKey), patience).toBe(200);
    expect(await statusOf(acmeKey)).toBe(503);
  });

  it("that is damaged changes nothing: a revoked key is better than a delivery that fails", async () => {
    writeFileSync(join(place.dataDir, keyFileName), '{"version":1,"keys":[{"digest":3}]}');
    await expect.poll(() => receiver.log(), patience).toContain("damaged");
    expect(await statusOf(acmeKey)).toBe(200);
    await writeTestKeys(place.dataDir, { [newKey]: acme });
    await expect.poll(() => statusOf(newKey), patience).toBe(200);
  });

  it("may come later than the first delivery", async () => {
    const empty = temporaryDataDir();
    const early = await startReceiver({ dataDir: empty.dataDir });
    const url = `http://127.0.0.1:${early.port}/receive/${acmeKey}`;
    expect((await fetch(url, { method: "POST" })).status).toBe(503);
    await writeTestKeys(empty.dataDir);
    await expect
      .poll(async () => (await fetch(url, { method: "POST" })).status, patience)
      .toBe(200);
    await early.stop();
    empty.remove();
  });
});

it("what the receiver counts reaches each console that comes", async () => {
  await post(acmeKey);
  await post("nobody");
  for (let times = 0; times < 2; times += 1) {
    console = await sockets.start();
    const { sums } = console;
    await expect
      .poll(() => sums().deliveries, patience)
      .toMatchObject({
        stored: 1,
        unknownKey: 1,
        receivedBytes: 2,
      });
    expect(sums().durations.counts.reduce((sum, count) => sum + count)).toBe(1);
    await console.close();
    console = null;
  }
  expect(await statusOf(otherKey)).toBe(200);
});
