import { describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { type FieldMeaning, fieldMeaning } from "./field-catalogue";

const at = Date.UTC(2026, 6, 9, 10, 0, 0);
const seconds = at / 1000 + 62_167_219_200;

describe("a field's meaning", () => {
  it.each<[string, Payload, FieldMeaning]>([
    ["timestamp", seconds, { is: "instant", ms: at }],
    ["voicemail_timestamp", seconds, { is: "instant", ms: at }],
    ["duration_seconds", 6, { is: "duration", seconds: 6 }],
    ["voicemail_length", 9_400, { is: "duration", seconds: 9.4 }],
    ["is_internal_leg", false, { is: "boolean", value: false }],
    ["emergency_resource_used", true, { is: "boolean", value: true }],
    ["message_count", 3, { is: "number", value: 3 }],
    ["current_balance", -1.25, { is: "number", value: -1.25 }],
  ])("is the same for %s as a number and as form-data's text", (name, value, meaning) => {
    expect(fieldMeaning(name, value)).toEqual(meaning);
    expect(fieldMeaning(name, String(value))).toEqual(meaning);
  });

  it.each<[string, string, FieldMeaning]>([
    ["caller_id_number", "+15550100", { is: "phone", number: "+15550100" }],
    ["callee_id_number", "2000", { is: "phone", number: "2000" }],
    ["from", "ann@acme.test", { is: "sip_address", user: "ann", host: "acme.test" }],
    ["to", "+15550199", { is: "phone", number: "+15550199" }],
    [
      "request",
      "sip:2000@acme.test:5060;transport=tcp",
      { is: "sip_address", user: "2000", host: "acme.test:5060" },
    ],
    ["hangup_cause", "USER_BUSY", { is: "hangup_cause", cause: "USER_BUSY" }],
    ["hangup_code", "sip:486", { is: "sip_status", status: 486 }],
    ["owner_id", "a".repeat(32), { is: "id", id: "a".repeat(32) }],
  ])("of %s %s is told", (name, value, meaning) => {
    expect(fieldMeaning(name, value)).toEqual(meaning);
  });

  it.each<[string, Payload]>([
    // A phone number that only looks like a time, and Unix seconds that are none of Kazoo's.
    ["note", "63281234567"],
    ["timestamp", 1_750_000_000],
    ["timestamp", "soon"],
    ["duration_seconds", "six"],
    ["is_internal_leg", "yes"],
    ["caller_id_number", "anonymous"],
    ["from", "unknown"],
    ["hangup_cause", "not a cause"],
    ["call_id", "abc@10.0.0.9"],
    ["message_count", "9".repeat(30)],
    ["timestamp", null],
    ["timestamp", [seconds]],
    ["timestamp", { a: seconds }],
    ["constructor", "x"],
  ])("is not forced on %s %j", (name, value) => {
    expect(fieldMeaning(name, value)).toBeNull();
  });

  it("is not told of a caller's number that would be a time elsewhere", () => {
    expect(fieldMeaning("caller_id_number", "63281234567")).toMatchObject({ is: "phone" });
  });
});
