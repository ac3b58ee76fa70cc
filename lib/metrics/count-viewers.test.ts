import { expect, test } from "vitest";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { acme } from "@/tests/support/new-event";
import { silentLogger } from "@/tests/support/sqlite-event-store";
import { countViewers } from "./count-viewers";

test("who watches is counted until it ends, once, however often it says so", () => {
  const broker = countViewers(createInProcessEventBroker(silentLogger));
  expect(broker.viewers()).toBe(0);
  const endFirst = broker.subscribe(acme, () => {});
  const endSecond = broker.subscribe(acme, () => {});
  expect(broker.viewers()).toBe(2);
  endFirst();
  endFirst();
  expect(broker.viewers()).toBe(1);
  endSecond();
  expect(broker.viewers()).toBe(0);
});
