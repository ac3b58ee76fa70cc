import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { EventPage, EventSummary } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import type { EventListFilter } from "../events/event-list-filter";
import { eventListQuery } from "../events/event-queries";
import { applyLiveEvents } from "./apply-live-events";
import { type EventPages, insertLiveEvents } from "./insert-live-events";
import { appendLiveTail, readLiveTail } from "./live-tail";

const accountId = "a".repeat(32);

const event = (sequence: number, changes: Partial<EventSummary> = {}) =>
  eventSummary({ id: `event-${sequence}`, sequence, receivedAt: sequence, ...changes });

const page = (...sequences: number[]): EventPage => ({
  items: sequences.map((sequence) => event(sequence)),
  nextCursor: null,
  lastSequence: Math.max(0, ...sequences),
});

const pages = (...all: EventPage[]): EventPages => ({
  pages: all,
  pageParams: all.map(() => ({ cursor: "" })),
});
const shown = (data: EventPages | undefined) =>
  data?.pages.flatMap(({ items }) => items.map(({ sequence }) => sequence));

/** A client that holds one loaded list. The list is watched, as by a screen, so it keeps its meta. */
function clientWithList(filter: EventListFilter, data: EventPages) {
  const client = new QueryClient();
  const options = eventListQuery(accountId, filter);
  client.getQueryCache().build(client, { queryKey: options.queryKey, meta: options.meta });
  client.setQueryData(options.queryKey, data);
  return { client, read: () => client.getQueryData<EventPages>(options.queryKey), options };
}

describe("live events", () => {
  it("are put in order at the top, whatever order they come in", () => {
    expect(shown(insertLiveEvents(pages(page(3, 2), page(1)), [event(5), event(4)]))).toEqual([
      5, 4, 3, 2, 1,
    ]);
  });

  it("that a list already shows on any page are not shown twice", () => {
    const data = pages(page(3, 2), page(1));
    expect(insertLiveEvents(data, [event(3), event(1)])).toBe(data);
  });

  it("move the position from which a stream resumes", () => {
    expect(insertLiveEvents(pages(page(3)), [event(7)]).pages[0]?.lastSequence).toBe(7);
  });

  it("are written into each list they match and into no other", () => {
    const { client, read } = clientWithList({ kind: "object" }, pages(page(1)));
    applyLiveEvents(client, accountId, [event(2), event(3, { kind: "call" })]);
    expect(shown(read())).toEqual([2, 1]);
  });

  it("leave it to the store whether they match a free text", () => {
    const { client, read, options } = clientWithList({ q: "busy" }, pages(page(1)));
    expect(applyLiveEvents(client, accountId, [event(2)])).toEqual([options.queryKey]);
    expect(shown(read())).toEqual([1]);
  });

  it("of another account are not shown", () => {
    const { client, read } = clientWithList({}, pages(page(1)));
    applyLiveEvents(client, "b".repeat(32), [event(2)]);
    expect(shown(read())).toEqual([1]);
  });
});

describe("the live tail", () => {
  it("keeps what came lately and says from where on it is whole", () => {
    const client = new QueryClient();
    appendLiveTail(
      client,
      accountId,
      Array.from({ length: 2_001 }, (_, index) => event(index + 1)),
    );
    const tail = readLiveTail(client, accountId);
    expect(tail.events).toHaveLength(2_000);
    expect(tail.events[0]?.sequence).toBe(2);
    expect(tail.droppedThrough).toBe(1);
  });
});
