import { describe, expect, it } from "vitest";
import { createKnownWebhooks } from "./known-webhooks";

const acme = { cluster: "default", accountId: "a".repeat(32) };
const staging = { cluster: "staging", accountId: acme.accountId };
const claim = (webhookId: string | null, ownerId: string | null = acme.accountId) => ({
  webhookId,
  ownerId,
});
const nothing = { trigger: null, quarantine: null };

describe("what is known of an account's webhooks", () => {
  it("is nothing until its list was read, and nothing of another cluster's account", () => {
    const known = createKnownWebhooks();
    expect(known.judge(acme, claim("w1"))).toEqual(nothing);
    known.learn(acme, [{ id: "w1", trigger: "object" }]);
    expect(known.judge(staging, claim("w2"))).toEqual(nothing);
    expect(known.judge(acme, claim(null))).toEqual(nothing);
  });

  it("tells a webhook's trigger, and keeps the unknown and the foreign apart", () => {
    const known = createKnownWebhooks();
    known.learn(acme, [{ id: "w1", trigger: "object" }]);
    expect(known.judge(acme, claim("w1"))).toEqual({ trigger: "object", quarantine: null });
    expect(known.judge(acme, claim("w2")).quarantine).toBe("unknown_webhook");
    expect(known.judge(acme, claim("w2", null)).quarantine).toBe("unknown_webhook");
    expect(known.judge(acme, claim("w2", "f".repeat(32))).quarantine).toBe("foreign_webhook");
  });

  it("includes a webhook that was just created", () => {
    const known = createKnownWebhooks();
    known.add(acme, { id: "w0", trigger: "object" });
    expect(known.judge(acme, claim("w0"))).toEqual(nothing);
    known.learn(acme, []);
    known.add(acme, { id: "w1", trigger: "all" });
    expect(known.judge(acme, claim("w1"))).toEqual({ trigger: "all", quarantine: null });
  });

  it("names what a list has that was not known before, so that it can be let out", () => {
    const known = createKnownWebhooks();
    expect(known.learn(acme, [{ id: "w1", trigger: "object" }])).toEqual(["w1"]);
    const both = ["w1", "w2"].map((id) => ({ id, trigger: "object" }));
    expect(known.learn(acme, both)).toEqual(["w2"]);
    expect(known.learn(acme, both)).toEqual([]);
  });

  it("is forgotten after five minutes", () => {
    let nowMs = 0;
    const known = createKnownWebhooks(() => nowMs);
    known.learn(acme, [{ id: "w1", trigger: "object" }]);
    nowMs = 5 * 60_000;
    expect(known.judge(acme, claim("w2"))).toEqual(nothing);
  });
});
