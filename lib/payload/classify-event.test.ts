import { describe, expect, it } from "vitest";
import { classifyEvent } from "./classify-event";

describe("classifyEvent", () => {
  it("knows a call event by hook_event, which names its trigger", () => {
    expect(classifyEvent({ hook_event: "channel_destroy", call_id: "abc@10.0.0.9" })).toEqual({
      kind: "call",
      trigger: "channel_destroy",
      type: null,
      action: null,
      callId: "abc@10.0.0.9",
      decidedBy: "shape",
    });
  });

  it("knows a notification by its category and takes the name as its type", () => {
    const payload = { event_category: "notification", event_name: "voicemail_new", call_id: "c1" };
    expect(classifyEvent(payload)).toMatchObject({
      kind: "notification",
      trigger: "notifications",
      type: "voicemail_new",
      callId: "c1",
    });
  });

  it("counts parking as calls", () => {
    expect(classifyEvent({ event_name: "PARK_PARKED", call_id: "c2" })).toMatchObject({
      kind: "call",
      trigger: "parking",
      type: "PARK_PARKED",
      callId: "c2",
    });
  });

  it("knows a changed object by action, type and id", () => {
    expect(classifyEvent({ id: "u1", type: "user", action: "doc_deleted" })).toEqual({
      kind: "object",
      trigger: "object",
      type: "user",
      action: "doc_deleted",
      callId: null,
      decidedBy: "shape",
    });
  });

  it("knows a document without a type and a database, as Kazoo sends them too", () => {
    const untyped = { id: "apps_store", account_id: "a1", action: "doc_created" };
    expect(classifyEvent(untyped)).toMatchObject({ kind: "object", type: null });
    const database = { id: "account%2Fc4", action: "db_created", type: "database" };
    expect(classifyEvent(database)).toMatchObject({ kind: "object", action: "db_created" });
  });

  it("knows messages by type, sender and recipient", () => {
    const payload = { id: "m1", type: "sms", from: "+15550100", to: "+15550199", body: "hi" };
    expect(classifyEvent(payload)).toMatchObject({ kind: "message", trigger: "sms", type: "sms" });
  });

  it("keeps what it can of a shape it has never seen", () => {
    expect(classifyEvent({ type: "user", call_id: "c3" })).toEqual({
      kind: "unknown",
      trigger: null,
      type: "user",
      action: null,
      callId: "c3",
      decidedBy: null,
    });
  });

  it.each([null, "text", 5, true, [], [{ hook_event: "channel_create" }], {}])(
    "calls %j unknown",
    (payload) => {
      expect(classifyEvent(payload).kind).toBe("unknown");
    },
  );

  it("takes no field that is not text of a filter's length", () => {
    const payload = { hook_event: { a: 1 }, action: "doc_".padEnd(300, "x"), type: "", id: "x" };
    expect(classifyEvent(payload)).toEqual({
      kind: "unknown",
      trigger: null,
      type: null,
      action: null,
      callId: null,
      decidedBy: null,
    });
  });

  it("leaves out NUL, at which a database would cut the text", () => {
    const payload = { id: "u1", type: "us\0er", action: "\0doc_edited", call_id: "\0" };
    expect(classifyEvent(payload)).toMatchObject({ type: "user", action: "doc_edited" });
    expect(classifyEvent({ call_id: "\0" }).callId).toBeNull();
  });

  it("believes the webhook's trigger more than fields that custom data may have overwritten", () => {
    const payload = { hook_event: "mine", call_id: "c4", type: "x", action: "doc_y", id: "z" };
    expect(classifyEvent(payload, "channel_answer")).toEqual({
      kind: "call",
      trigger: "channel_answer",
      type: null,
      action: null,
      callId: "c4",
      decidedBy: "webhook",
    });
    const user = { id: "u1", type: "user", action: "doc_deleted", event_category: "notification" };
    expect(classifyEvent(user, "object")).toMatchObject({ kind: "object", action: "doc_deleted" });
    expect(classifyEvent({ event_name: "PARK_PARKED" }, "parking")).toMatchObject({
      kind: "call",
      type: "PARK_PARKED",
    });
    expect(classifyEvent(null, "mms")).toMatchObject({ kind: "message", type: "mms" });
    expect(classifyEvent(null, "notifications")).toMatchObject({ kind: "notification" });
  });

  it.each(["all", "a_trigger_of_tomorrow"])("goes by shape for a webhook on %s", (trigger) => {
    expect(classifyEvent({ hook_event: "channel_create" }, trigger)).toMatchObject({
      kind: "call",
      trigger: "channel_create",
      decidedBy: "shape",
    });
  });
});
