import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import type { EventPage } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/event-summary";
import { eventListQuery, streamStartQuery } from "./event-queries";
import { followAccount, type StreamState } from "./follow-account";

const accountId = "a".repeat(32);
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  vi.unstubAllGlobals();
});

const event = (sequence: number) =>
  eventSummary({ id: `event-${sequence}`, sequence, receivedAt: sequence });

const pageOf = (...sequences: number[]): EventPage => ({
  items: sequences.map(event),
  nextCursor: null,
  lastSequence: Math.max(0, ...sequences),
});

/** Hookline as a page sees it: a list that the test says, and a stream that it writes. */
async function serve() {
  const state = { page: pageOf(2, 1), lists: 0, streams: [] as ServerResponse[] };
  const resumedFrom: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url?.includes("/events/stream")) {
      resumedFrom.push(String(request.headers["last-event-id"]));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: ready\ndata: {}\n\n");
      state.streams.push(response);
      return;
    }
    if (request.url?.includes("limit=100")) state.lists += 1;
    response.writeHead(200).end(JSON.stringify(state.page));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  const href = `http://127.0.0.1:${address.port}/`;
  // What a browser has and Node doesn't: a page's address and its window.
  const fetchAnywhere = fetch;
  vi.stubGlobal("location", { href });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", (path: string | URL, init?: RequestInit) =>
    fetchAnywhere(new URL(path, href), init),
  );
  return { state, resumedFrom };
}

/** A page with the account's list on screen, followed live. */
async function openPage({ isHeld = () => false }: { isHeld?: () => boolean } = {}) {
  const { state, resumedFrom } = await serve();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  closers.push(() => client.clear());
  client.setQueryData(streamStartQuery(accountId).queryKey, 2);
  const list = new InfiniteQueryObserver(client, eventListQuery(accountId, {}));
  closers.push(list.subscribe(() => {}));
  await vi.waitUntil(() => list.getCurrentResult().isSuccess);
  let stream: StreamState = {
    connection: "connecting",
    lostAt: null,
    caughtUp: null,
    problem: null,
    outdated: false,
  };
  const update = (change: (now: StreamState) => StreamState) => {
    stream = change(stream);
  };
  closers.push(followAccount({ client, accountId, isHeld, update }));
  await vi.waitUntil(() => stream.connection === "live");
  return {
    client,
    state,
    resumedFrom,
    stream: () => stream,
    shown: () =>
      list
        .getCurrentResult()
        .data?.pages.flatMap(({ items }) => items.map(({ sequence }) => sequence)),
    send(name: string, id: number, data: unknown) {
      state.streams.at(-1)?.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    },
  };
}

const slow = { timeout: 10_000 };

it("reads its list again when the stream says so, and goes on from there", async () => {
  const page = await openPage();
  page.state.page = pageOf(9_000, 8_999);
  page.send("refetch", 9_000, { sequence: 9_000 });
  await vi.waitUntil(() => page.shown()?.[0] === 9_000, slow);
  expect(page.shown()).toEqual([9_000, 8_999]);
  await vi.waitUntil(() => !page.stream().outdated, slow);
  page.send("received", 9_001, event(9_001));
  await vi.waitUntil(() => page.shown()?.[0] === 9_001, slow);
  page.state.streams.at(-1)?.end();
  await vi.waitUntil(() => page.resumedFrom.length === 2, slow);
  expect(page.resumedFrom[1]).toBe("9001");
  expect(page.client.getQueryData(streamStartQuery(accountId).queryKey)).toBe(9_001);
});

it("leaves a list that somebody reads as it is, says that it is outdated, and reads it afterwards", async () => {
  let held = true;
  const page = await openPage({ isHeld: () => held });
  page.state.page = pageOf(9_000);
  page.send("refetch", 9_000, { sequence: 9_000 });
  await vi.waitUntil(() => page.stream().outdated, slow);
  page.send("received", 9_001, event(9_001));
  await vi.waitUntil(() => page.shown()?.[0] === 9_001, slow);
  expect(page.shown()).toEqual([9_001, 2, 1]);
  expect(page.state.lists).toBe(1);
  held = false;
  await vi.waitUntil(() => !page.stream().outdated, slow);
  expect(page.shown()).toEqual([9_001, 9_000]);
});

it("takes no notice of a frame that it doesn't understand", async () => {
  const page = await openPage();
  page.send("refetch", 2, {});
  page.send("received", 3, { id: "?" });
  page.send("received", 4, event(4));
  await vi.waitUntil(() => page.shown()?.[0] === 4, slow);
  expect(page.shown()).toEqual([4, 2, 1]);
  expect(page.stream().outdated).toBe(false);
});
