import { describe, expect, it } from "vitest";
import { quarantineReasons } from "@/lib/domain/event";
import { quarantineInWords, quarantineOutlook } from "./quarantine-reason";

describe("why an event is in quarantine", () => {
  it("is one sentence for each reason, without a full stop", () => {
    for (const reason of quarantineReasons) {
      expect(quarantineInWords(reason)).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("promises that it joins the others only where a webhook could speak for it", () => {
    const named = { webhookId: "b".repeat(32) };
    for (const reason of quarantineReasons) {
      expect(quarantineOutlook(reason, named)).toContain("by itself once Kazoo lists");
      expect(quarantineOutlook(reason, { webhookId: null })).toContain("stays here");
    }
  });

  it("does not call a revoked key right", () => {
    expect(quarantineOutlook("revoked_key", { webhookId: null })).toContain("still right when it");
    expect(quarantineOutlook("unknown_webhook", { webhookId: "b" })).toContain("key was right");
  });
});
