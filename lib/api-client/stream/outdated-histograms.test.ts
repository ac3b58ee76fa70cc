import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import type { EventFilter } from "@/lib/filter/event-filter";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { eventHistogramQuery, oldestEventQuery } from "../events/event-histogram-query";
import { outdatedHistograms } from "./outdated-histograms";

const accountId = "a".repeat(32);

const event = (changes: Partial<EventSummary> = {}) =>
  eventSummary({ receivedAt: 500, ...changes });

/** A client with one histogram per filter, each over [0, 1000). */
function clientWith(...filters: EventFilter[]) {
  const client = new QueryClient();
  const keys = filters.map((filter) => {
    const { queryKey, meta } = eventHistogramQuery(
      accountId,
      { ...filter, from: 0, to: 1_000 },
      10,
    );
    client.getQueryCache().build(client, { queryKey, meta });
    return queryKey;
  });
  return { client, keys };
}

test("a live event outdates the histograms that would count it, and no other", () => {
  const { client, keys } = clientWith({}, { kind: "call" }, { q: "busy" });
  expect(outdatedHistograms(client, accountId, [event()])).toEqual({
    counted: [keys[0]],
    searched: [keys[2]],
  });
  expect(outdatedHistograms(client, accountId, [event({ receivedAt: 1_000 })])).toEqual({
    counted: [],
    searched: [],
  });
});

test("a repeat outdates none, because it is counted once", () => {
  const { client } = clientWith({});
  expect(outdatedHistograms(client, accountId, [event({ repeatOf: "e0" })]).counted).toEqual([]);
});

test("the first event of all outdates that there is none", () => {
  const client = new QueryClient();
  const { queryKey } = oldestEventQuery(accountId);
  client.setQueryData(queryKey, null);
  expect(outdatedHistograms(client, accountId, [event()]).counted).toEqual([queryKey]);
  client.setQueryData(queryKey, 400);
  expect(outdatedHistograms(client, accountId, [event()]).counted).toEqual([]);
});
