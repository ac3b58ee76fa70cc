import { describe, expect, it } from "vitest";
import { parseEventFilter } from "./use-event-filter";

const none = {
  trigger: null,
  kind: null,
  action: null,
  type: null,
  webhookId: null,
  callId: null,
  q: null,
  range: null,
  from: null,
  to: null,
  quarantined: null,
};

describe("parseEventFilter", () => {
  it("reads what the URL says", () => {
    expect(parseEventFilter({ ...none, kind: "call", q: " busy ", range: "1h" })).toEqual({
      kind: "call",
      q: "busy",
      range: "1h",
    });
  });

  it("leaves out a part that makes no sense and keeps the rest", () => {
    expect(parseEventFilter({ ...none, kind: "weather", from: "soon", q: "busy" })).toEqual({
      q: "busy",
    });
  });

  it("lets fixed instants win over a relative range", () => {
    const from = "2026-03-09T10:00:00.000Z";
    expect(parseEventFilter({ ...none, range: "1h", from })).toEqual({ from: Date.parse(from) });
  });
});
