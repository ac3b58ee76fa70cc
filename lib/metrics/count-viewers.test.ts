import { expect, test } from "vitest";
import { createEventBroker } from "@/lib/live/create-event-broker";
import { acme } from "@/tests/support/store/new-event";
import { silentLogger } from "@/tests/support/store/sqlite-event-store";
import { countViewers } from "./count-viewers";

const nobody = { received: () => {}, refetch: () => {} };

test("who watches is counted until it ends, once, however often it says so", () => {
  const eventStore = { since: () => Promise.resolve([]) };
  const lastSequence = () => Promise.resolve(0);
  const broker = countViewers(
    createEventBroker({ eventStore, lastSequence, logger: silentLogger }),
  );
  expect(broker.viewers()).toBe(0);
  const endFirst = broker.subscribe(acme, nobody);
  const endSecond = broker.subscribe(acme, nobody);
  expect(broker.viewers()).toBe(2);
  endFirst();
  endFirst();
  expect(broker.viewers()).toBe(1);
  endSecond();
  expect(broker.viewers()).toBe(0);
});
