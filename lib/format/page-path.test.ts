import { expect, test } from "vitest";
import { pagePath } from "./page-path";

test("a page's path names account and section, and what it opens with", () => {
  expect(pagePath("1f", "keys")).toBe("/a/1f/keys");
  expect(pagePath("1f", "webhooks", { webhook: "new", preset: "user-deleted" })).toBe(
    "/a/1f/webhooks?webhook=new&preset=user-deleted",
  );
});

test("whatever an id holds stays within its part", () => {
  expect(pagePath("a/b", "events", { callId: "c&d=#é" })).toBe(
    "/a/a%2Fb/events?callId=c%26d%3D%23%C3%A9",
  );
});
