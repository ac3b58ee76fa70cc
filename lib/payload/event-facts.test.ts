import { describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { classifyEvent } from "./classify-event";
import { eventFacts } from "./event-facts";

const factsOf = (payload: Payload | null) => eventFacts(payload, classifyEvent(payload));

describe("eventFacts", () => {
  it("takes the scalars that a headline is made of, as they came", () => {
    const payload = {
      hook_event: "channel_destroy",
      from: "1000@a",
      duration_seconds: 6,
      hangup_cause: "NORMAL_CLEARING",
      to: { not: "scalar" },
      custom_channel_vars: {},
      node: "kazoo@host",
    };
    expect(factsOf(payload)).toEqual({
      from: "1000@a",
      duration_seconds: 6,
      hangup_cause: "NORMAL_CLEARING",
    });
  });

  it("takes the first fields of a payload it knows nothing of", () => {
    expect(factsOf({ a: "b", list: [1], n: 1 })).toEqual({ a: "b", n: 1 });
  });

  it.each(["password", "account_api_key", "password_reset_link", "auth_token", "secret"])(
    "never takes %s",
    (name) => {
      expect(factsOf({ [name]: "hidden", other: 1 })).toEqual({ other: 1 });
    },
  );

  it("takes no number that JSON can't hold", () => {
    expect(factsOf({ from: "a", duration_seconds: Number.POSITIVE_INFINITY })).toEqual({
      from: "a",
    });
  });

  it("is bounded in number and length", () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n]));
    expect(Object.keys(factsOf(wide)).length).toBeLessThanOrEqual(24);
    expect(factsOf({ from: "x".repeat(10_000) })).toEqual({ from: "x".repeat(200) });
  });

  it("is not led astray by names of Object.prototype", () => {
    const payload: Payload = JSON.parse('{"__proto__":{"from":"x"},"toString":"y"}');
    expect(factsOf(payload)).toEqual({ toString: "y" });
  });

  it.each([null, "text", 5, [1]])("has none for %j", (payload) => {
    expect(factsOf(payload)).toEqual({});
  });
});
