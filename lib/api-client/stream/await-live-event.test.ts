import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { awaitLiveEvent } from "./await-live-event";
import { appendLiveTail } from "./live-tail";

const sought = { accountId: "a", eventId: "e2" };
const event = (id: string, sequence: number) => eventSummary({ id, sequence });

it("is there as soon as the stream brings it, and not for another one", async () => {
  const client = new QueryClient();
  const { signal } = new AbortController();
  const found = awaitLiveEvent(client, sought, { timeoutMs: 60_000, signal });
  appendLiveTail(client, "a", [event("e1", 1)]);
  appendLiveTail(client, "b", [event("e2", 1)]);
  appendLiveTail(client, "a", [event("e2", 2)]);
  expect(await found).toMatchObject({ id: "e2", sequence: 2 });
  expect(await awaitLiveEvent(client, sought, { timeoutMs: 60_000, signal })).not.toBeNull();
});

it("is null when nothing comes in time, and at once when nobody waits any more", async () => {
  const client = new QueryClient();
  const { signal } = new AbortController();
  expect(await awaitLiveEvent(client, sought, { timeoutMs: 1, signal })).toBeNull();
  const left = new AbortController();
  const found = awaitLiveEvent(client, sought, { timeoutMs: 600_000, signal: left.signal });
  left.abort();
  expect(await found).toBeNull();
});
