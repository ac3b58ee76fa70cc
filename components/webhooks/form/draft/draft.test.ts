import { describe, expect, it } from "vitest";
import type { Webhook } from "@/lib/domain/webhook";
import { draftOf, newDraft, patchOf } from "./draft";

const webhook: Webhook = {
  id: "f1c2",
  name: "Calls",
  trigger: "channel_destroy",
  url: "https://hookline.example/receive/key",
  state: "auto-disabled",
  disableReason: "too many failed attempts",
  receivesHere: true,
  detail: {
    httpVerb: "post",
    format: "form-data",
    retries: 9,
    includeSubaccounts: false,
    includeInternalLegs: true,
    modifiers: {},
    customData: { site: "north" },
  },
};

describe("a draft", () => {
  it("starts from the preset that was asked for, receiving here as JSON", () => {
    expect(newDraft("user-deleted")).toMatchObject({
      name: "User deleted",
      trigger: "object",
      modifiers: { type: "user", action: "doc_deleted" },
      url: "here",
      format: "json",
    });
  });

  it("starts from the first preset when it knows no other", () => {
    expect(newDraft("nonsense").name).toBe("User deleted");
  });

  it("of a webhook that receives here doesn't hold the key", () => {
    expect(draftOf(webhook)).toMatchObject({ url: "here", enabled: false, retries: 4 });
  });

  it("can't be made of a webhook that only the list knows", () => {
    expect(draftOf({ ...webhook, detail: null })).toBeNull();
  });
});

describe("patchOf", () => {
  const before = newDraft("user-deleted");

  it("is nothing when nothing changed", () => {
    expect(patchOf(before, { ...before })).toBeNull();
  });

  it("holds only what changed", () => {
    expect(patchOf(before, { ...before, format: "form-data" })).toEqual({ format: "form-data" });
  });

  it("keeps modifiers and custom data together", () => {
    expect(patchOf(before, { ...before, customData: { site: "north" } })).toEqual({
      modifiers: before.modifiers,
      customData: { site: "north" },
    });
  });
});
