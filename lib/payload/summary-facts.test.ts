import { describe, expect, it } from "vitest";
import { summaryFacts } from "./summary-facts";

const unknown = { kind: "unknown", trigger: null, type: null } as const;

describe("summaryFacts", () => {
  it("puts what matters for the kind first and leaves the bus's own fields out", () => {
    const payload = {
      node: "kazoo@host",
      reseller_id: "r",
      call_id: "c",
      call_direction: "inbound",
    };
    expect(
      summaryFacts({ kind: "call", trigger: null, type: null, payload }).map((fact) => fact.name),
    ).toEqual(["call_direction", "call_id", "reseller_id"]);
  });

  it("marks credentials and skips what is nested or empty", () => {
    const payload = { password: "x", notify: { to: "y" }, note: "" };
    expect(summaryFacts({ kind: "notification", trigger: null, type: null, payload })).toEqual([
      { name: "password", value: "x", secret: true },
    ]);
  });

  it("has nothing to say about a payload that is no object", () => {
    expect(summaryFacts({ ...unknown, payload: [1, 2] })).toEqual([]);
    expect(summaryFacts({ ...unknown, payload: null })).toEqual([]);
  });
});
