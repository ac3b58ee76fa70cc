import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildRuntime } from "@/lib/build-console";
import { parseEnv } from "@/lib/config/env";
import { takeDelivery } from "@/lib/receiver/take-delivery";
import type { EventStore } from "@/lib/store/store";
import { createForgetfulStore } from "../support/failing-store";
import { acme } from "../support/new-event";
import { silentLogger, sqliteWorkerFile, temporaryDatabase } from "../support/sqlite-event-store";

let place: ReturnType<typeof temporaryDatabase>;
beforeEach(() => {
  place = temporaryDatabase();
});
afterEach(() => place.remove());

/** The runtime as server.ts builds it, always on the same database. */
async function startApp(storeFor = (store: EventStore) => store) {
  const env = parseEnv({ DATABASE_URL: `file:${place.file}`, DATA_DIR: `${place.file}.data` });
  const workerUrl = pathToFileURL(await sqliteWorkerFile());
  const { runtime, close } = await buildRuntime(env, silentLogger, workerUrl);
  const { key } = await runtime.receiverKeys.ensure(acme);
  const receiverKey = runtime.receiverKeys.find(key);
  if (!receiverKey) throw new Error("The key is gone.");
  const eventStore = storeFor(runtime.eventStore);
  const parts = { ...runtime, eventStore, bodyLimitBytes: env.receiverBodyLimitBytes };
  const headers = [["x-hook-id", "w1"]] as const;
  const body = Buffer.from('{"action":"doc_edited"}');
  const delivery = { receiverKey, method: "POST", headers, query: null, body } as const;
  return {
    close,
    take: async () => (await takeDelivery(delivery, parts)).status,
    events: () => runtime.eventStore.since(acme, 0, 10),
  };
}

test("what one process stored is repeated by what comes to the one that is started next", async () => {
  const first = await startApp();
  expect(await first.take()).toBe(200);
  await first.close();
  const second = await startApp();
  expect(await second.take()).toBe(200);
  const [original, repeat] = await second.events();
  await second.close();
  expect(original?.repeatOf).toBeNull();
  expect(repeat?.repeatOf).toBe(original?.id);
});

test("what was stored without an answer is repeated by what comes after", async () => {
  const { state, storeFor } = createForgetfulStore();
  const app = await startApp(storeFor);
  expect(await app.take()).toBe(503);
  state.forgetful = false;
  expect(await app.take()).toBe(200);
  const [original, repeat] = await app.events();
  await app.close();
  expect(original?.repeatOf).toBeNull();
  expect(repeat?.repeatOf).toBe(original?.id);
});
