import { describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { eventHeadline, headlineText } from "./event-headline";

type Told = Parameters<typeof eventHeadline>[0];

const line = (event: Partial<Told>) =>
  headlineText(
    eventHeadline({
      kind: "unknown",
      trigger: null,
      type: null,
      action: null,
      facts: {},
      problem: null,
      ...event,
    }),
  );

const call: EventSummary["facts"] = {
  call_direction: "inbound",
  caller_id_number: "+15556783945",
  callee_id_number: "2000",
  to: "+15552345678@matrix.test.com",
  duration_seconds: 6,
  hangup_cause: "NORMAL_CLEARING",
};

describe("eventHeadline", () => {
  it("names a deleted user by the first characters of its id", () => {
    const facts = { id: "caf8d15e0d2f4b6a9f0c1e2d3a4b5c6d" };
    expect(line({ kind: "object", type: "user", action: "doc_deleted", facts })).toBe(
      "User deleted: caf8d15e",
    );
  });

  it("says a voicemail box is edited in an operator's words", () => {
    expect(line({ kind: "object", type: "vmbox", action: "doc_edited" })).toBe(
      "Voicemail box edited",
    );
  });

  it("spells out an object type and action it has never heard of", () => {
    expect(line({ kind: "object", type: "time_of_day", action: "doc_moved" })).toBe(
      "Time of day moved",
    );
  });

  it("tells who called whom, how long, and why it ended", () => {
    expect(line({ kind: "call", trigger: "channel_destroy", facts: call })).toBe(
      "Inbound call +1 555 678 3945 → 2000 ended after 6 s: normal clearing",
    );
  });

  it("reads a call's numbers also from form-data, where everything is text", () => {
    const facts = { ...call, duration_seconds: "125", hangup_cause: "USER_BUSY" };
    expect(line({ kind: "call", trigger: "channel_destroy", facts })).toBe(
      "Inbound call +1 555 678 3945 → 2000 ended after 2 min 05 s: busy",
    );
  });

  it("takes the dialled number from `to` when Kazoo repeats the caller as callee", () => {
    const facts = { ...call, callee_id_number: "+15556783945" };
    expect(line({ kind: "call", trigger: "channel_create", facts })).toBe(
      "Inbound call +1 555 678 3945 → +1 555 234 5678 started",
    );
  });

  it("says only what it knows of a call without numbers", () => {
    expect(line({ kind: "call", trigger: "channel_destroy" })).toBe("Call ended");
    expect(line({ kind: "call", trigger: "channel_teleport" })).toBe("Channel teleport");
  });

  it("spells out a hangup cause it does not know", () => {
    const facts = { hangup_cause: "SOMETHING_NEW" };
    expect(line({ kind: "call", trigger: "channel_destroy", facts })).toBe(
      "Call ended: something new",
    );
  });

  it("tells where a call was parked and by whom", () => {
    const facts = { parking_slot: "101", caller_id_number: "2001" };
    expect(line({ kind: "call", trigger: "parking", type: "PARK_PARKED", facts })).toBe(
      "Call parked in slot 101: from 2001",
    );
  });

  it("names the box, the caller and the length of a voicemail", () => {
    const facts = {
      voicemail_box: "1001",
      caller_id_number: "+15550100123",
      caller_id_name: "Ann",
      voicemail_length: 9400,
    };
    expect(line({ kind: "notification", type: "voicemail_new", facts })).toBe(
      "Voicemail left in box 1001 by Ann (+1 555 010 0123): 9 s",
    );
  });

  it("spells out a notification it has no sentence for", () => {
    expect(line({ kind: "notification", type: "toString" })).toBe("ToString");
    expect(line({ kind: "notification", type: "bill_reminder" })).toBe("Bill reminder");
  });

  it("never puts a password into a headline", () => {
    const facts = { user_id: "0123456789abcdef", password: "hunter2" };
    expect(line({ kind: "notification", type: "new_user", facts })).not.toContain("hunter2");
  });

  it("shows a message with its parties and text", () => {
    const facts = { from: "+15550100123", to: "+4930123456", body: "On my way" };
    expect(line({ kind: "message", trigger: "sms", type: "sms", facts })).toBe(
      "SMS +1 555 010 0123 → +4930123456: On my way",
    );
  });

  it("is honest about what it could not read or does not know", () => {
    const problem = { code: "invalid_json" as const, message: "Unexpected token at 4" };
    expect(line({ problem })).toBe("The body is not valid JSON");
    expect(line({ facts: { event: "ping" } })).toBe("Payload of no known kind: ping");
  });
});
