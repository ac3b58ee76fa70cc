import { expect, onTestFinished, test } from "vitest";
import { acme, newEvent } from "@/tests/support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { createEventBroker } from "./create-event-broker";
import { openEventStream } from "./event-stream";
import { liveFrames } from "./live-frames";

/** A stream of an account with so many events, after none of them. */
async function openBehind(count: number) {
  const { file, remove } = temporaryDatabase();
  const opened = await openTestStore(file);
  const broker = createEventBroker({ ...opened, logger: silentLogger });
  const gone = new AbortController();
  onTestFinished(async () => {
    gone.abort();
    await opened.close();
    remove();
  });
  const append = async (events: number) => {
    const all = Array.from({ length: events }, () => newEvent({ id: "x" }));
    const appended = await opened.eventStore.append(all);
    const newest = appended.at(-1)?.summary.sequence ?? 0;
    broker.told(acme, newest);
    return newest;
  };
  const newest = await append(count);
  const { eventStore } = opened;
  const request = { scope: acme, afterSequence: 0, eventStore, broker, signal: gone.signal };
  return { request, append, newest, broker };
}

test("a viewer that is far behind is told to read again, and then what comes after", async () => {
  const { request, append, newest } = await openBehind(1_000);
  const items = openEventStream({ ...request, backlogLimit: 400 });
  for (let told = 0; told < 400; told += 1) {
    expect((await items.next()).value).toHaveProperty("sequence");
  }
  expect((await items.next()).value).toEqual({ refetch: newest });
  const next = items.next();
  const later = await append(1);
  expect((await next).value).toMatchObject({ sequence: later });
});

test("a viewer that is less behind gets each event", async () => {
  const { request, newest, broker } = await openBehind(399);
  const items = openEventStream({ ...request, backlogLimit: 400 });
  for (let told = 1; told < 399; told += 1) await items.next();
  expect((await items.next()).value).toMatchObject({ sequence: newest });
  const next = items.next();
  broker.refetch(acme);
  expect((await next).value).toEqual({ refetch: newest });
});

test("a frame to read again carries the sequence that the stream resumes from", async () => {
  const { request, newest } = await openBehind(400);
  const frames = liveFrames({
    ...request,
    backlogLimit: 200,
    expiresAt: Date.now() + 3_600_000,
    checkAccess: () => Promise.resolve(),
  });
  for (let sent = 0; sent < 201; sent += 1) await frames.next();
  const frame = { event: "refetch", id: newest, data: { sequence: newest } };
  expect((await frames.next()).value).toEqual(frame);
});
