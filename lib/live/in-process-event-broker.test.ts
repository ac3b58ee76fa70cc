import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { acme } from "@/tests/support/new-event";
import { createInProcessEventBroker } from "./in-process-event-broker";

function summary(sequence: number): EventSummary {
  return {
    id: `id-${sequence}`,
    sequence,
    receivedAt: 0,
    kind: "unknown",
    trigger: null,
    type: null,
    action: null,
    callId: null,
    webhookId: null,
    method: "POST",
    contentType: null,
    bodyBytes: 0,
    facts: {},
    problem: null,
    decidedBy: null,
    repeatOf: null,
    quarantine: null,
  };
}

describe("the broker of one process", () => {
  it("tells every listener of the account, in order, and no other", () => {
    const broker = createInProcessEventBroker(pino({ level: "silent" }));
    const heard: string[] = [];
    const listen = (name: string) => (event: EventSummary) => heard.push(name + event.sequence);
    broker.subscribe(acme, listen("a"));
    broker.subscribe(acme, listen("b"));
    broker.subscribe({ ...acme, cluster: "other" }, listen("cluster"));
    broker.subscribe({ ...acme, accountId: "x" }, listen("account"));
    broker.publish(acme, summary(1));
    broker.publish(acme, summary(2));
    expect(heard).toEqual(["a1", "b1", "a2", "b2"]);
  });

  it("ends one subscription at a time, also of the same listener", () => {
    const broker = createInProcessEventBroker(pino({ level: "silent" }));
    const heard: number[] = [];
    const listener = (event: EventSummary) => heard.push(event.sequence);
    const endFirst = broker.subscribe(acme, listener);
    const endSecond = broker.subscribe(acme, listener);
    endFirst();
    endFirst();
    broker.publish(acme, summary(1));
    endSecond();
    broker.publish(acme, summary(2));
    expect(heard).toEqual([1]);
  });

  it("lets a failing listener harm nobody, and says so in the log", () => {
    const log: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log.push(String(chunk));
        done();
      },
    });
    const broker = createInProcessEventBroker(pino(sink));
    const heard: number[] = [];
    broker.subscribe(acme, () => {
      throw new Error("broken viewer");
    });
    broker.subscribe(acme, (event) => heard.push(event.sequence));
    broker.publish(acme, summary(1));
    expect(heard).toEqual([1]);
    expect(log.join("")).toContain("broken viewer");
  });
});
