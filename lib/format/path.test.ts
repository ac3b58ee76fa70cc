import { expect, it } from "vitest";
import { path } from "./path";

it("encodes what is put into a path, so that it can't add to it", () => {
  const [account, webhook] = ["../b", "a&q=x/#"];
  expect(path`/a/${account}/events?webhookId=${webhook}`).toBe(
    "/a/..%2Fb/events?webhookId=a%26q%3Dx%2F%23",
  );
  expect(path`/a/${"5b1c"}`).toBe("/a/5b1c");
  expect(path`/login`).toBe("/login");
});
