import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EventPage } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { until } from "@/tests/support/until";
import { eventListQuery } from "../events/event-queries";
import { connecting, followAccount, type StreamState } from "./follow-account";
import { readLiveTail } from "./live-tail";

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
  const state = {
    page: pageOf(2, 1),
    lists: 0,
    olderPages: [] as EventPage[],
    streams: [] as ServerResponse[],
  };
  const resumedFrom: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (request.url?.includes("/events/stream")) {
      const { "last-event-id": lastEventId = String(state.page.lastSequence) } = request.headers;
      resumedFrom.push(request.headers["last-event-id"]?.toString());
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`id: ${lastEventId}\nevent: ready\ndata: {"sequence":${lastEventId}}\n\n`);
      state.streams.push(response);
      response.on("close", () => {
        state.streams = state.streams.filter((stream) => stream !== response);
      });
      return;
    }
    if (request.url?.includes("limit=100")) state.lists += 1;
    response.writeHead(200).end(JSON.stringify(state.olderPages.shift() ?? state.page));
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
  return {
    state,
    resumedFrom,
    send(name: string, id: number, data: unknown) {
      const frame = `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
      for (const stream of state.streams) stream.write(frame);
    },
  };
}

interface TabOptions {
  readonly isHeld?: () => boolean;
  /** The list is asked for only when the stream is there. */
  readonly streamFirst?: boolean;
}

/** A tab with the account's list on screen, followed live. */
async function openTab({ isHeld = () => false, streamFirst = false }: TabOptions = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  closers.push(() => client.clear());
  const list = new InfiniteQueryObserver(client, eventListQuery(accountId, {}));
  const showList = () => closers.push(list.subscribe(() => {}));
  if (!streamFirst) {
    showList();
    await until(() => list.getCurrentResult().isSuccess);
  }
  let stream = connecting;
  let visible = true;
  const looks = new Set<() => void>();
  const stop = followAccount({
    client,
    accountId,
    identity: "somebody",
    attention: {
      isGiven: () => visible,
      subscribe(listener) {
        looks.add(listener);
        return () => looks.delete(listener);
      },
    },
    isHeld,
    update(change: (now: StreamState) => StreamState) {
      stream = change(stream);
    },
  });
  closers.push(stop);
  await until(() => stream.connection === "live");
  if (streamFirst) {
    await until(() => readLiveTail(client, accountId).position !== null);
    showList();
  }
  return {
    client,
    stop,
    stream: () => stream,
    look(now: boolean) {
      visible = now;
      for (const listener of looks) listener();
    },
    shown: () =>
      list
        .getCurrentResult()
        .data?.pages.flatMap(({ items }) => items.map(({ sequence }) => sequence)),
  };
}

async function openPage(options: TabOptions = {}) {
  const server = await serve();
  return { ...server, ...(await openTab(options)) };
}

it("reads its list again when the stream says so, and goes on from there", async () => {
  const page = await openPage();
  page.state.page = pageOf(9_000, 8_999);
  page.send("refetch", 9_000, { sequence: 9_000 });
  await until(() => page.shown()?.[0] === 9_000);
  expect(page.shown()).toEqual([9_000, 8_999]);
  await until(() => !page.stream().outdated);
  page.send("received", 9_001, event(9_001));
  await until(() => page.shown()?.[0] === 9_001);
  page.state.streams.at(-1)?.end();
  await until(() => page.resumedFrom.length === 2);
  expect(page.resumedFrom[1]).toBe("9001");
  expect(readLiveTail(page.client, accountId).position).toBe(9_001);
});

it("leaves a list that somebody reads as it is, says that it is outdated, and reads it afterwards", async () => {
  let held = true;
  const page = await openPage({ isHeld: () => held });
  page.state.page = pageOf(9_000);
  page.send("refetch", 9_000, { sequence: 9_000 });
  await until(() => page.stream().outdated);
  page.send("received", 9_001, event(9_001));
  await until(() => page.shown()?.[0] === 9_001);
  expect(page.shown()).toEqual([9_001, 2, 1]);
  expect(page.state.lists).toBe(1);
  held = false;
  await until(() => !page.stream().outdated);
  expect(page.shown()).toEqual([9_001, 9_000]);
});

it("says so when it can't read a frame, and goes on with the ones that it can", async () => {
  const page = await openPage();
  page.send("something-new", 2, {});
  page.send("received", 3, event(3));
  await until(() => page.shown()?.[0] === 3);
  expect(page.stream().unreadable).toBe(false);
  page.send("received", 4, { id: "?" });
  page.send("received", 5, event(5));
  await until(() => page.shown()?.[0] === 5);
  expect(page.shown()).toEqual([5, 3, 2, 1]);
  expect(page.stream()).toMatchObject({ unreadable: true, outdated: false });
});

it("reads a list again whose page was read before the stream began", async () => {
  const server = await serve();
  server.state.page = pageOf(9, 2, 1);
  server.state.olderPages.push(pageOf(2, 1));
  const tab = await openTab({ streamFirst: true });
  await until(() => tab.shown() !== undefined);
  expect(tab.shown()).toEqual([9, 2, 1]);
  expect(server.resumedFrom).toEqual([undefined]);
});

describe("the tabs of one browser", () => {
  it("share one stream, and another takes it over when its tab goes", async () => {
    const server = await serve();
    const tabs = [await openTab(), await openTab(), await openTab()];
    server.send("received", 3, event(3));
    for (const tab of tabs) {
      await until(() => tab.shown()?.[0] === 3);
      expect(tab.shown()).toEqual([3, 2, 1]);
    }
    expect(server.resumedFrom).toEqual(["2"]);
    tabs[0]?.stop();
    await until(() => server.resumedFrom.length === 2);
    await until(() => server.state.streams.length === 1);
    expect(server.resumedFrom[1]).toBe("3");
    server.send("received", 4, event(4));
    for (const tab of tabs.slice(1)) {
      await until(() => tab.shown()?.[0] === 4);
      expect(tab.shown()).toEqual([4, 3, 2, 1]);
    }
  });

  it("have none while nobody looks, and one that comes back catches up from where it was", async () => {
    const server = await serve();
    const tab = await openTab();
    tab.look(false);
    await until(() => server.state.streams.length === 0);
    expect(tab.stream().connection).toBe("connecting");
    tab.look(true);
    await until(() => tab.stream().connection === "live");
    server.send("received", 3, event(3));
    await until(() => tab.shown()?.[0] === 3);
    expect(server.resumedFrom).toEqual(["2", "2"]);
    expect(tab.stream().caughtUp).toBe(1);
  });

  it("catch up with the tab that leads by reading their lists again", async () => {
    const server = await serve();
    const [leader, away] = [await openTab(), await openTab()];
    away.look(false);
    server.send("received", 3, event(3));
    await until(() => leader.shown()?.[0] === 3);
    expect(away.shown()).toEqual([2, 1]);
    server.state.page = pageOf(3, 2, 1);
    away.look(true);
    await until(() => away.shown()?.[0] === 3);
    expect(away.stream()).toMatchObject({ connection: "live", unreadable: false });
    expect(server.resumedFrom).toEqual(["2"]);
  });

  it("all tell when the stream was lost and is back", async () => {
    const server = await serve();
    const tabs = [await openTab(), await openTab()];
    server.state.streams[0]?.destroy();
    for (const tab of tabs) {
      await until(() => tab.stream().caughtUp !== null);
      expect(tab.stream().connection).toBe("live");
    }
    expect(server.resumedFrom).toEqual(["2", "2"]);
  });
});
