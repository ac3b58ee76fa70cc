import { expect, it } from "vitest";
import { switchedOffLink } from "./switched-off-link";

const names = new Map([["h&1", "Call pop-up"]]);
const event = { type: "webhook_disabled", facts: { hook_id: "h&1" } };

it("names the webhook that Kazoo switched off and leads to it", () => {
  expect(switchedOffLink("a1", event, names)).toEqual({
    name: "Call pop-up",
    href: "/a/a1/webhooks?q=h%261",
  });
});

it("is nothing for other events, and where the webhook has no name", () => {
  expect(switchedOffLink("a1", { ...event, type: "webhook" }, names)).toBeNull();
  expect(switchedOffLink("a1", { ...event, facts: {} }, names)).toBeNull();
  expect(switchedOffLink("a1", event, new Map())).toBeNull();
});
