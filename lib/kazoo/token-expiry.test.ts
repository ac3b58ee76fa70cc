import { expect, test } from "vitest";
import { tokenExpiry } from "./token-expiry";

function jwt(claims: unknown): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${encode({ alg: "RS256" })}.${encode(claims)}.c2ln`;
}

test("the expiry is the token's own exp, in milliseconds", () => {
  expect(tokenExpiry(jwt({ exp: 1_800_000_000, iss: "kazoo" }))).toBe(1_800_000_000_000);
});

test.each(["", "opaque", "a.b.c", jwt({}), jwt({ exp: "soon" }), jwt(null)])(
  "the unreadable token %j lasts an hour",
  (token) => {
    const inAnHour = Date.now() + 3_600_000;
    expect(tokenExpiry(token)).toBeGreaterThanOrEqual(inAnHour - 1000);
    expect(tokenExpiry(token)).toBeLessThanOrEqual(inAnHour + 60_000);
  },
);
