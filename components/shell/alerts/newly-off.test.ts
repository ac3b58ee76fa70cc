import { expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { newlyOff } from "./newly-off";

const webhook = (id: string, state: Webhook["state"]): Webhook => ({
  id,
  name: id,
  trigger: "object",
  url: "https://crm.example/x",
  state,
  disableReason: null,
  receivesHere: false,
  detail: null,
});

const ids = (...lists: Parameters<typeof newlyOff>) => newlyOff(...lists).map(({ id }) => id);

it("is what Kazoo switched off since the list was read before", () => {
  const before = [webhook("a", "active"), webhook("b", "auto-disabled"), webhook("c", "active")];
  const now = [
    webhook("a", "auto-disabled"),
    webhook("b", "auto-disabled"),
    webhook("c", "disabled"),
  ];
  expect(ids(before, now)).toEqual(["a"]);
});

it("is nothing at the first reading: what was off before is told on the page", () => {
  expect(ids(undefined, [webhook("a", "auto-disabled")])).toEqual([]);
});

it("is told again for one that was on in between", () => {
  expect(ids([webhook("a", "active")], [webhook("a", "auto-disabled")])).toEqual(["a"]);
});
