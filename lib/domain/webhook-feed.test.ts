import { expect, it } from "vitest";
import { feedOf } from "./webhook-feed";

const here = (state: "active" | "disabled" | "auto-disabled") => ({ receivesHere: true, state });
const elsewhere = { receivesHere: false, state: "active" } as const;

it("is on as long as one of those that send here is on", () => {
  expect(feedOf([here("auto-disabled"), here("active")])).toBe("on");
});

it("is off when all of those that send here are off, whoever switched them", () => {
  expect(feedOf([here("auto-disabled"), here("disabled"), elsewhere])).toBe("off");
});

it("is none where no webhook sends here", () => {
  expect(feedOf([])).toBe("none");
  expect(feedOf([elsewhere])).toBe("none");
});
