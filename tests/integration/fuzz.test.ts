import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { Agent, request } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type GarbledDelivery, garbledDelivery } from "../support/garbled-deliveries";
import { acme } from "../support/new-event";
import { startReceiver, type TestReceiver } from "../support/receiver";
import { isLongForm } from "../support/torture";

const atOnce = 20;
const deliveries = isLongForm ? 100_000 : 2_000;
const mostMs = 1_000;
const mostGrowthBytes = 64 * 1024 * 1024;

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

async function send({ method, contentType, query, body }: GarbledDelivery) {
  const startedAt = performance.now();
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
  return { status: answer.statusCode, ms: performance.now() - startedAt };
}

it(`answers ${deliveries} garbled deliveries in time, keeps each, and stays what it is`, async () => {
  const names = Reflect.ownKeys(Object.prototype);
  const before = heldBytes();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(garbledDelivery, { minLength: atOnce, maxLength: atOnce }),
      async (batch) => {
        for (const { status, ms } of await Promise.all(batch.map(send))) {
          sent += 1;
          expect(status).toBe(200);
          expect(ms).toBeLessThan(mostMs);
        }
        expect(Reflect.ownKeys(Object.prototype)).toEqual(names);
        expect(Reflect.get({}, "polluted")).toBeUndefined();
      },
    ),
    { numRuns: deliveries / atOnce, endOnFailure: true },
  );
  expect(heldBytes() - before).toBeLessThan(mostGrowthBytes);
  const { events } = await receiver.eventStore.stats(acme);
  expect(events).toBe(sent);
  // Each can be read again, and the search has seen them all.
  const page = await receiver.eventStore.search(acme, { q: "polluted" }, { limit: 50 });
  for (const { id } of page.items) {
    expect(await receiver.eventStore.get(acme, id)).not.toBeNull();
  }
}, 1_800_000);
