import { describe, expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { emptyFilter, filterWebhooks, targetOf } from "./filter-webhooks";

const webhook = (name: string, state: Webhook["state"], more: Partial<Webhook> = {}): Webhook => ({
  id: name,
  name,
  trigger: "object",
  url: `https://crm.example/${name}`,
  state,
  disableReason: null,
  receivesHere: false,
  detail: null,
  ...more,
});

const all = [
  webhook("Calls", "active", { trigger: "channel_destroy" }),
  webhook("Billing", "disabled", { receivesHere: true }),
  webhook("Users", "auto-disabled"),
  webhook("Büro Zürich", "active", { url: "https://zug.example:8443/x" }),
];

const names = (filter: Partial<typeof emptyFilter>, words?: (webhook: Webhook) => string) =>
  filterWebhooks(all, { ...emptyFilter, ...filter }, words).map(({ name }) => name);

describe("filterWebhooks", () => {
  it("puts what Kazoo switched off first, then goes by name", () => {
    expect(names({})).toEqual(["Users", "Billing", "Büro Zürich", "Calls"]);
  });

  it("finds by any part of name or URL, whatever the case", () => {
    expect(names({ q: "CRM.example/ca" })).toEqual(["Calls"]);
  });

  it("folds accents on both sides, and takes words in any order", () => {
    expect(names({ q: "zurich buro" })).toEqual(["Büro Zürich"]);
    expect(names({ q: "Ürich" })).toEqual(["Büro Zürich"]);
  });

  it("finds by the trigger's id and by its words", () => {
    expect(names({ q: "channel_destroy" })).toEqual(["Calls"]);
    expect(
      names({ q: "call ended" }, ({ trigger }) => (trigger === "object" ? "" : "Call ended")),
    ).toEqual(["Calls"]);
  });

  it("narrows to one state, trigger or target", () => {
    expect(names({ state: "disabled" })).toEqual(["Billing"]);
    expect(names({ trigger: "channel_destroy" })).toEqual(["Calls"]);
    expect(names({ target: "here" })).toEqual(["Billing"]);
    expect(names({ target: "zug.example:8443" })).toEqual(["Büro Zürich"]);
  });
});

describe("targetOf", () => {
  it("is the URL itself where that is no URL", () => {
    expect(targetOf({ receivesHere: false, url: "nonsense" })).toBe("nonsense");
  });
});
