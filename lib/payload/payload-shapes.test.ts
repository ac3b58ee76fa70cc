import { describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { classifyEvent } from "./classify-event";
import { eventFacts } from "./event-facts";
import { eventHeadline, headlineText } from "./event-headline";
import { summaryFacts } from "./summary-facts";

const accountId = "a".repeat(32);

function told(payload: Payload, trigger: string | null = null) {
  const found = classifyEvent(payload, trigger);
  const facts = eventFacts(payload, found);
  return { ...found, line: headlineText(eventHeadline({ ...found, facts, problem: null })) };
}

const callOfVersion2: Payload = {
  action: "event",
  name: "CHANNEL_DESTROY",
  data: {
    call_id: "v2abc@192.0.2.1",
    account_id: accountId,
    call_direction: "inbound",
    caller_id_name: "Jane Doe",
    caller_id_number: "+15550109876",
    callee_id_number: "+15550101234",
    hangup_cause: "NORMAL_CLEARING",
    duration_seconds: 12,
    timestamp: 63_950_119_200,
  },
};

const userOfVersion2: Payload = {
  action: "event",
  name: "doc_deleted",
  type: "user",
  account_id: accountId,
  id: "a".repeat(32),
  data: {
    metadata: { created: "1" },
    doc: { first_name: "Ada", last_name: "Ng", username: "ada" },
  },
};

describe("a delivery in Kazoo 5's version 2", () => {
  it.each([null, "channel_destroy", "all"])(
    "is a call like any other, webhook on %s",
    (trigger) => {
      expect(told(callOfVersion2, trigger)).toMatchObject({
        kind: "call",
        trigger: "channel_destroy",
        callId: "v2abc@192.0.2.1",
        line: "Inbound call +1 555 010 9876 → +1 555 010 1234 ended after 12 s: normal clearing",
      });
    },
  );

  it("has its fields in the summary, the telling ones first", () => {
    const event = { ...classifyEvent(callOfVersion2), payload: callOfVersion2 };
    expect(summaryFacts(event).map(({ name }) => name)).toEqual([
      ...["call_direction", "caller_id_number", "caller_id_name", "callee_id_number"],
      ...["hangup_cause", "duration_seconds", "call_id", "account_id", "timestamp"],
    ]);
  });

  it.each([null, "object"])("is a changed object with its name, webhook on %s", (trigger) => {
    expect(told(userOfVersion2, trigger)).toMatchObject({
      kind: "object",
      trigger: "object",
      type: "user",
      action: "doc_deleted",
      line: "User deleted: Ada Ng · aaaaaaaa",
    });
  });

  it("is no event of Kazoo's without a name or data", () => {
    expect(told({ action: "event", name: "CHANNEL_DESTROY" }).kind).toBe("unknown");
    expect(told({ action: "event", data: { call_id: "c" } }).kind).toBe("unknown");
  });
});

describe("a delivery of another application", () => {
  it("of 4.0's own fax trigger is a notification", () => {
    const fax = {
      pages: "2",
      to_number: "200",
      from_number: "+15550109876",
      fax_id: "f",
      event_name: "inbound_fax",
    };
    expect(told(fax)).toMatchObject({
      kind: "notification",
      type: "inbound_fax",
      line: "Fax received from +1 555 010 9876: to 200",
    });
    expect(told({}, "inbound_fax")).toMatchObject({ kind: "notification", type: "inbound_fax" });
  });

  it.each([null, "qubicle_queue_join"])(
    "of Qubicle's queues is a call, webhook on %s",
    (trigger) => {
      const join = {
        event_name: "join",
        queue_id: "q",
        call_id: "q1@x",
        caller_id_number: "+15550109876",
      };
      expect(told(join, trigger)).toMatchObject({
        kind: "call",
        trigger: "qubicle_queue_join",
        callId: "q1@x",
        line: "Qubicle queue join: +1 555 010 9876",
      });
    },
  );

  it("under the names of Kazoo's bus is what it is under the usual ones", () => {
    const call911 = {
      "Event-Category": "notification",
      "Event-Name": "emergency_bridge",
      "Account-ID": accountId,
      "Call-ID": "em1@x",
      "Emergency-To-DID": "911",
    };
    expect(told(call911)).toMatchObject({
      kind: "notification",
      type: "emergency_bridge",
      callId: "em1@x",
      line: "Emergency call to 911",
    });
  });

  it("that streams a call's audio is a call", () => {
    const stream = {
      event_name: "stream_start",
      account_id: accountId,
      call_id: "s1@x",
      stream_id: "st-1",
    };
    expect(told(stream)).toMatchObject({ kind: "call", trigger: "stream_start", callId: "s1@x" });
  });

  it.each(["channel_hold", "cdr"])("on the trigger %s is a call", (trigger) => {
    expect(told({ call_id: "c1" }, trigger)).toMatchObject({ kind: "call", trigger, callId: "c1" });
  });

  it("on a trigger that isn't known is named by it", () => {
    expect(told({ call_id: "c1", x: 1 }, "a_trigger_of_tomorrow")).toMatchObject({
      kind: "unknown",
      trigger: "a_trigger_of_tomorrow",
      callId: "c1",
      decidedBy: "webhook",
      line: "A trigger of tomorrow",
    });
  });
});
