import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { HooklineError } from "@/lib/domain/hookline-error";
import { appendOne } from "@/tests/support/store/append-one";
import { acme, newEvent } from "@/tests/support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { createEventBroker } from "./create-event-broker";
import { type LiveFramesRequest, liveFrames } from "./live-frames";

const inAnHour = () => Date.now() + 3_600_000;
const allowed = () => Promise.resolve();

async function openStreams() {
  const database = temporaryDatabase();
  const opened = await openTestStore(database.file);
  return {
    opened,
    broker: createEventBroker({ ...opened, logger: silentLogger }),
    async close() {
      await opened.close();
      database.remove();
    },
  };
}

describe("an operator's stream", () => {
  let streams: Awaited<ReturnType<typeof openStreams>>;
  let gone: AbortController;
  beforeEach(async () => {
    streams = await openStreams();
    gone = new AbortController();
  });
  afterEach(async () => {
    gone.abort();
    await streams.close();
  });

  function open(changes: Partial<LiveFramesRequest> = {}) {
    return liveFrames({
      scope: acme,
      afterSequence: 0,
      eventStore: streams.opened.eventStore,
      broker: streams.broker,
      signal: gone.signal,
      expiresAt: inAnHour(),
      checkAccess: allowed,
      recheckEveryMs: 5,
      ...changes,
    });
  }

  it("sends no credential, not one among facts that were stored before either", async () => {
    const { eventStore } = streams.opened;
    await appendOne(eventStore, newEvent({ id: "x" }));
    const stored = {
      ...eventStore,
      async since(...args: Parameters<typeof eventStore.since>) {
        const events = await eventStore.since(...args);
        return events.map((event) => ({ ...event, facts: { pin: "4711", n: 1 } }));
      },
    };
    const frames = open({ eventStore: stored });
    await frames.next();
    expect((await frames.next()).value).toMatchObject({
      event: "received",
      data: { facts: { pin: "••••••••", n: 1 } },
    });
  });

  it("begins with where it starts, then sends each event under its sequence", async () => {
    const { summary } = await appendOne(streams.opened.eventStore, newEvent({ id: "x" }));
    const frames = open();
    expect((await frames.next()).value).toEqual({
      event: "ready",
      id: 0,
      data: { sequence: 0 },
    });
    expect((await frames.next()).value).toEqual({
      event: "received",
      id: summary.sequence,
      data: summary satisfies EventSummary,
    });
  });

  it("says that what was read before is to be read again, and goes on", async () => {
    const frames = open();
    await frames.next();
    const waiting = frames.next();
    streams.broker.refetch(acme);
    expect((await waiting).value).toEqual({ event: "refetch", id: 0, data: { sequence: 0 } });
    const { scope, summary } = await appendOne(streams.opened.eventStore, newEvent({ id: "z" }));
    streams.broker.told(scope, summary.sequence);
    expect((await frames.next()).value).toMatchObject({ event: "received", id: summary.sequence });
  });

  it("says so and ends when the session is over", async () => {
    const frames = open({ expiresAt: Date.now() + 20 });
    await frames.next();
    expect((await frames.next()).value).toEqual({ event: "session-over", data: {} });
    expect((await frames.next()).done).toBe(true);
  });

  it("says so and ends when Kazoo takes the session back", async () => {
    const checkAccess = vi.fn(() => Promise.reject(new HooklineError("session_over", "Over.")));
    const frames = open({ checkAccess });
    await frames.next();
    expect((await frames.next()).value).toEqual({ event: "session-over", data: {} });
    expect(checkAccess).toHaveBeenCalled();
  });

  it("ends without a word when the account is no longer the operator's", async () => {
    const lost = () => Promise.reject(new HooklineError("account_not_found", "Gone."));
    const frames = open({ checkAccess: lost });
    await frames.next();
    expect((await frames.next()).done).toBe(true);
  });

  it("goes on while Kazoo can't be asked", async () => {
    let checks = 0;
    let askedOften = (): void => {};
    const asked = new Promise<void>((resolve) => {
      askedOften = resolve;
    });
    const unreachable = () => {
      checks += 1;
      if (checks === 3) askedOften();
      return Promise.reject(new HooklineError("kazoo_unreachable", "No answer."));
    };
    const frames = open({ checkAccess: unreachable });
    await frames.next();
    const waiting = frames.next();
    await asked;
    const { scope, summary } = await appendOne(streams.opened.eventStore, newEvent({ id: "y" }));
    streams.broker.told(scope, summary.sequence);
    expect((await waiting).value).toMatchObject({ event: "received", id: summary.sequence });
  });
});
