import { describe, expect, it } from "vitest";
import { triggerWords } from "./trigger-words";

describe("triggerWords", () => {
  it("says the preset's name when trigger and modifiers match it exactly", () => {
    const modifiers = { type: "user", action: "doc_deleted" };
    expect(triggerWords({ trigger: "object", modifiers })).toBe("User deleted");
  });

  it("names trigger and modifiers otherwise", () => {
    const modifiers = { type: "faxbox", action: "doc_deleted" };
    expect(triggerWords({ trigger: "object", modifiers }, "Object")).toBe(
      "Object · fax box, deleted",
    );
    const any = { type: "device", action: "all" };
    expect(triggerWords({ trigger: "object", modifiers: any })).toBe("Object · device, any");
    expect(triggerWords({ trigger: "all", modifiers: {} })).toBe("Everything");
    expect(triggerWords({ trigger: "brand_new", modifiers: {} })).toBe("Brand new");
  });

  it("calls a trigger as its events are called, whatever Kazoo calls it", () => {
    const answered = { trigger: "channel_answer", modifiers: {} };
    expect(triggerWords(answered, "Channel Answer")).toBe("Call answered");
    expect(triggerWords({ ...answered, trigger: "queues" }, "Call Queues")).toBe("Call Queues");
  });
});
