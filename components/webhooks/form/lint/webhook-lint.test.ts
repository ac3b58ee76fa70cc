import { describe, expect, it } from "vitest";
import { newDraft } from "../draft/draft";
import { lintDraft } from "./webhook-lint";

const draft = newDraft("user-deleted");
const about = (changes: Partial<typeof draft>) =>
  lintDraft({ ...draft, ...changes }).map(({ about, tone }) => `${about} ${tone}`);

describe("lintDraft", () => {
  it("has nothing to say about the default draft", () => {
    expect(lintDraft(draft)).toEqual([]);
  });

  it.each(["http://localhost:3000/x", "https://127.0.0.1/x", "http://0.0.0.0"])(
    "warns that Kazoo refuses %s",
    (url) => {
      expect(about({ url })).toEqual(["url failing"]);
    },
  );

  it("does not mistake a host that only begins like localhost", () => {
    expect(about({ url: "https://localhost.example/x" })).toEqual([]);
  });

  it("warns of plain http", () => {
    expect(about({ url: "http://crm.example/x" })).toEqual(["url waiting"]);
  });

  it("warns of GET's second question mark", () => {
    expect(about({ url: "https://crm.example/x?a=1", httpVerb: "get" })).toEqual([
      "url failing",
      "format waiting",
    ]);
  });

  it("says that call events over GET never arrive", () => {
    const get = { httpVerb: "get", modifiers: {} } as const;
    expect(about({ ...get, trigger: "all" })).toEqual(["format failing"]);
    expect(about({ ...get, trigger: "channel_destroy" })).toEqual(["format failing"]);
    expect(about({ ...get, trigger: "sms" })).toEqual(["format waiting"]);
  });

  it("warns that form-data loses types", () => {
    expect(about({ format: "form-data" })).toEqual(["format waiting"]);
  });

  it("names the payload fields that custom data overwrites", () => {
    const lints = lintDraft({ ...draft, customData: { account_id: "x", site: "north" } });
    expect(lints.map(({ text }) => text).join()).toContain("account_id");
    expect(lints.map(({ text }) => text).join()).not.toContain("site");
  });
});
