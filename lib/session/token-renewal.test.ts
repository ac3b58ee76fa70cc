import { expect, test } from "vitest";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { createTokenRenewal } from "./token-renewal";

const access = (token: string) => ({ cluster: "test", token });

test("requests that come together trade their token once", async () => {
  const { kazoo, server } = await kazooReplaying(["more_auth_refresh", "more_auth_refresh"]);
  const renewal = createTokenRenewal(kazoo);
  const [first, second] = await Promise.all([
    renewal.renew(access("one")),
    renewal.renew(access("one")),
  ]);
  expect(first.token).toBe(second.token);
  expect(server.requests).toHaveLength(1);
  await renewal.renew(access("two"));
  expect(server.requests.map(({ headers }) => headers["x-auth-token"])).toEqual(["one", "two"]);
});
