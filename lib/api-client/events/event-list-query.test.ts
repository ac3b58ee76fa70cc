import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { applyLiveEvents } from "../stream/apply-live-events";
import type { ListPage, PageParam } from "../stream/insert-live-events";
import { type EventListFilter, withinRange } from "./event-list-filter";
import { eventListQuery } from "./event-queries";

const accountId = "a".repeat(32);

const event = (sequence: number) =>
  eventSummary({ id: `event-${sequence}`, sequence, receivedAt: sequence * 1_000 });

const page = (sequences: number[], nextCursor: string | null, from?: number): ListPage => ({
  items: sequences.map(event),
  nextCursor,
  lastSequence: Math.max(0, ...sequences),
  from,
});

const unsubscribers: (() => void)[] = [];
afterEach(() => {
  for (const unsubscribe of unsubscribers.splice(0)) unsubscribe();
});

/** A watched list whose pages are answered by hand, one by one. */
function watchedList(filter: EventListFilter = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const asked: { param: PageParam; answer: (page: ListPage) => void }[] = [];
  const askedWaiters: (() => void)[] = [];
  const options = {
    ...eventListQuery(accountId, filter),
    queryFn: ({ pageParam }: { pageParam: PageParam }) =>
      new Promise<ListPage>((answer) => {
        asked.push({ param: pageParam, answer });
        askedWaiters.shift()?.();
      }),
  };
  const observer = new InfiniteQueryObserver(client, options);
  unsubscribers.push(observer.subscribe(() => {}));
  return {
    client,
    observer,
    async nextAsked() {
      if (asked.length === 0) await new Promise<void>((resolve) => askedWaiters.push(resolve));
      const next = asked.shift();
      if (!next) throw new Error("Nothing was asked.");
      return next;
    },
    shown: () =>
      observer
        .getCurrentResult()
        .data?.pages.map(({ items }) => items.map(({ sequence }) => sequence)),
    async loaded() {
      while (observer.getCurrentResult().isFetching) {
        await new Promise<void>((resolve) => {
          const unsubscribe = observer.subscribe(() => {
            unsubscribe();
            resolve();
          });
        });
      }
    },
  };
}

describe("a list of events", () => {
  it("keeps a live event that came while its next page was read", async () => {
    const list = watchedList();
    (await list.nextAsked()).answer(page([10, 9], "s9"));
    await list.loaded();
    const reading = list.observer.fetchNextPage();
    const second = await list.nextAsked();
    applyLiveEvents(list.client, accountId, [event(11)]);
    expect(list.shown()).toEqual([[11, 10, 9]]);
    second.answer(page([8, 7], null));
    await reading;
    expect(list.shown()).toEqual([
      [11, 10, 9],
      [8, 7],
    ]);
  });

  it("keeps a live event that came while it was read again", async () => {
    const list = watchedList();
    (await list.nextAsked()).answer(page([10, 9], "s9"));
    await list.loaded();
    const more = list.observer.fetchNextPage();
    (await list.nextAsked()).answer(page([8], null));
    await more;
    const again = list.observer.refetch();
    (await list.nextAsked()).answer(page([10, 9], "s9"));
    const second = await list.nextAsked();
    applyLiveEvents(list.client, accountId, [event(12), event(11)]);
    second.answer(page([8], null));
    await again;
    expect(list.shown()).toEqual([[12, 11, 10, 9], [8]]);
  });

  it("drops, read again, what the store no longer has", async () => {
    const list = watchedList();
    (await list.nextAsked()).answer(page([10, 9], null));
    await list.loaded();
    const again = list.observer.refetch();
    (await list.nextAsked()).answer(page([10], null));
    await again;
    expect(list.shown()).toEqual([[10]]);
  });

  it("reads its older pages from the same instant on as the newest", async () => {
    const list = watchedList({ range: "15m" });
    (await list.nextAsked()).answer(page([10, 9], "s9", 5_000));
    await list.loaded();
    const more = list.observer.fetchNextPage();
    const second = await list.nextAsked();
    expect(second.param).toEqual({ cursor: "s9", from: 5_000 });
    second.answer(page([8], null, 5_000));
    await more;
  });
});

describe("a relative range", () => {
  const minute = 60_000;
  const events = [event(20 * 60), event(10 * 60)];

  it("lets events go that are too old by now", () => {
    expect(withinRange(events, { range: "15m" }, 25 * minute)).toEqual(events);
    expect(withinRange(events, { range: "15m" }, 25 * minute + 1)).toEqual([events[0]]);
  });

  it("is all that does so", () => {
    expect(withinRange(events, { from: 0 }, Date.now())).toBe(events);
  });
});
