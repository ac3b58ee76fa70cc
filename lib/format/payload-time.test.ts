import { describe, expect, it } from "vitest";
import { payloadTime } from "./payload-time";

describe("payloadTime", () => {
  it("turns Gregorian seconds into an instant, as number or as text", () => {
    const expected = Date.UTC(2026, 6, 9, 10, 0, 0);
    const seconds = expected / 1000 + 62_167_219_200;
    expect(payloadTime("timestamp", seconds)).toBe(expected);
    expect(payloadTime("voicemail_timestamp", String(seconds))).toBe(expected);
  });

  it("leaves a phone number alone that only looks like one", () => {
    expect(payloadTime("caller_id_number", "63281234567")).toBeNull();
  });

  it("leaves Unix seconds and nonsense alone", () => {
    expect(payloadTime("timestamp", 1_750_000_000)).toBeNull();
    expect(payloadTime("timestamp", "soon")).toBeNull();
    expect(payloadTime("timestamp", null)).toBeNull();
  });
});
