import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { Agent, request } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toDelivery, toEvent } from "@/lib/drain/to-event";
import type { SpoolRecord } from "@/lib/spool/spool";
import { type GarbledDelivery, garbledDelivery } from "../../support/deliveries/garbled-deliveries";
import { startReceiver, type TestReceiver } from "../../support/receiver/receiver";
import { isLongForm } from "../../support/torture";
import "../../support/patience";

const atOnce = 20;
const deliveries = isLongForm ? 100_000 : 2_000;
/** Hangs, on any machine. */
const maxMs = 30_000;
const maxGrowthBytes = 64 * 1024 * 1024;
const inflateLimitBytes = 1024 * 1024;

// What is still held once all is done, not what the collector has let lie around.
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let receiver: TestReceiver;
const agent = new Agent({ connections: atOnce, pipelining: 1 });
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  await agent.close();
  await receiver.stop();
});

async function send({ method, contentType, query, body }: GarbledDelivery): Promise<number> {
  const answer = await request(
    `http://127.0.0.1:${receiver.port}/receive/${receiver.key}${query}`,
    {
      method,
      headers: contentType ? { "content-type": contentType } : {},
      body,
      dispatcher: agent,
    },
  );
  await answer.body.dump();
  return answer.statusCode;
}

/** What tells one delivery from another, as it was sent and as it was kept. */
function keyOf({ method, query, body }: Pick<SpoolRecord, "method" | "query" | "body">): string {
  return [method, query, Buffer.from(body).toString("base64")].join(" ");
}

/** A client that is told a bare "?" sends none. */
function sentKey({ method, query, body }: GarbledDelivery): string {
  const { search } = new URL(`http://x/${query}`);
  return keyOf({ method, query: search === "" ? null : search.slice(1), body });
}

/** The drain's part, which must take whatever comes as well. */
function decode(record: SpoolRecord): void {
  const nothingKnown = { listedAt: null, webhook: () => null, hasKey: () => true };
  const startedAt = performance.now();
  toEvent(toDelivery(record), nothingKnown, inflateLimitBytes);
  expect(performance.now() - startedAt).toBeLessThan(maxMs);
}

it(`takes ${deliveries} garbled deliveries, keeps each as it came, and stays what it is`, async () => {
  const names = Reflect.ownKeys(Object.prototype);
  const before = heldBytes();
  await fc.assert(
    fc.asyncProperty(
      fc.array(garbledDelivery, { minLength: atOnce, maxLength: atOnce }),
      async (batch) => {
        const statuses = await Promise.all(batch.map(send));
        expect(new Set(statuses)).toEqual(new Set([200]));
        const records = receiver.newRecords();
        expect(records.map(keyOf).sort()).toEqual(batch.map(sentKey).sort());
        for (const record of records) decode(record);
        expect(Reflect.ownKeys(Object.prototype)).toEqual(names);
        expect(Reflect.get({}, "polluted")).toBeUndefined();
      },
    ),
    { numRuns: deliveries / atOnce, endOnFailure: true },
  );
  expect(heldBytes() - before).toBeLessThan(maxGrowthBytes);
}, 1_800_000);
