import { describe, expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { filterWebhooks } from "./filter-webhooks";

const webhook = (name: string, state: Webhook["state"]): Webhook => ({
  id: name,
  name,
  trigger: "object",
  url: `https://crm.example/${name}`,
  state,
  disableReason: null,
  receivesHere: false,
  detail: null,
});

const all = [
  webhook("Calls", "active"),
  webhook("Billing", "disabled"),
  webhook("Users", "auto-disabled"),
];

describe("filterWebhooks", () => {
  it("puts what Kazoo switched off first, then goes by name", () => {
    const names = filterWebhooks(all, { q: null, state: null }).map(({ name }) => name);
    expect(names).toEqual(["Users", "Billing", "Calls"]);
  });

  it("finds by any part of name or URL, whatever the case", () => {
    expect(filterWebhooks(all, { q: "CRM.example/ca", state: null })).toHaveLength(1);
  });

  it("narrows to one state", () => {
    expect(filterWebhooks(all, { q: null, state: "disabled" })[0]?.name).toBe("Billing");
  });
});
