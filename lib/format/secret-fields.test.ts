import { describe, expect, it } from "vitest";
import { holdsSecret } from "./secret-fields";

describe("holdsSecret", () => {
  it("finds a credential at any depth", () => {
    expect(holdsSecret({ a: [{ password: "x" }] })).toBe(true);
    expect(holdsSecret({ a: [{ user: "x" }], b: null, c: "password" })).toBe(false);
  });
});
