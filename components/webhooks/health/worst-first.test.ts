import { expect, test } from "vitest";
import type { Webhook, WebhookState } from "@/lib/domain/webhook";
import type { HealthState, WebhookHealth } from "@/lib/domain/webhook-health";
import { worstFirst } from "./worst-first";

const webhook = (id: string, state: WebhookState = "active"): Webhook => ({
  id,
  name: id,
  trigger: "object",
  url: "https://crm.example",
  state,
  disableReason: null,
  receivesHere: true,
  detail: null,
});
const health = (webhookId: string, state: HealthState): WebhookHealth => ({
  webhookId,
  state,
  disableReason: null,
  offSince: null,
  failures: 0,
  lastEventAt: null,
  hours: [],
  usual: null,
  lastAnswer: null,
});

test("what is in trouble comes first, the worst of all first, and the rest keeps its order", () => {
  const list = [
    webhook("fine"),
    webhook("silent"),
    webhook("off", "disabled"),
    webhook("given-up", "auto-disabled"),
    webhook("new"),
    webhook("failing"),
  ];
  const judged = [
    health("fine", "fine"),
    health("silent", "silent"),
    health("new", "never-fired"),
    health("failing", "failing"),
  ];
  expect(worstFirst(list, judged).map(({ id }) => id)).toEqual([
    "given-up",
    "failing",
    "silent",
    "fine",
    "off",
    "new",
  ]);
});

test("the list's own state counts where the health is older", () => {
  const list = [webhook("fine"), webhook("off", "disabled")];
  const before = [health("off", "failing")];
  expect(worstFirst(list, before).map(({ id }) => id)).toEqual(["fine", "off"]);
});
