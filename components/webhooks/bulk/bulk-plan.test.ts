import { expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { noChoice, planBulk } from "./bulk-plan";

const webhook = (id: string, state: Webhook["state"], url = "https://old.example/x"): Webhook => ({
  id,
  name: id,
  trigger: "object",
  url,
  state,
  disableReason: null,
  receivesHere: false,
  group: id === "off" ? "CRM" : null,
  detail: null,
});

const chosen = [
  webhook("on", "active"),
  webhook("off", "disabled"),
  webhook("failed", "auto-disabled", "https://new.example/x"),
];

const ids = (...plan: Parameters<typeof planBulk>) =>
  planBulk(...plan).affected.map(({ id }) => id);

it("touches only what a verb changes", () => {
  expect(ids("enable", chosen)).toEqual(["off", "failed"]);
  expect(ids("disable", chosen)).toEqual(["on"]);
  expect(ids("delete", chosen)).toEqual(["on", "off", "failed"]);
  expect(ids("host", chosen, { ...noChoice, host: "new.example" })).toEqual(["on", "off"]);
});

it("moves into a group what is not in it, and out of it what is in one", () => {
  expect(ids("group", chosen, { ...noChoice, group: "CRM" })).toEqual(["on", "failed"]);
  expect(ids("group", chosen, noChoice)).toEqual(["off"]);
});

it("says how many stay as they are", () => {
  expect(planBulk("enable", chosen).untouched).toEqual({ count: 1, why: "on already" });
  expect(planBulk("delete", chosen).untouched).toBeNull();
});
