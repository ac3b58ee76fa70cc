import { describe, expect, it } from "vitest";
import type { EventDetail, Payload } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { viewEvent, viewPage, viewSummary } from "./view-event";

function event(payload: Payload | null, changes: Partial<EventDetail> = {}): EventDetail {
  return {
    ...eventSummary({ kind: "notification", trigger: "notifications", type: "new_user" }),
    action: null,
    webhookId: "w1",
    payload,
    headers: [["content-type", "application/json"]],
    query: null,
    bodyBase64: Buffer.from(JSON.stringify(payload)).toString("base64"),
    ...changes,
  };
}

/** Everything of an event that an operator could read, its body as text. */
function allText(view: EventDetail): string {
  return JSON.stringify(view) + Buffer.from(view.bodyBase64, "base64").toString("latin1");
}

describe("an event as an operator sees it", () => {
  it.each<[string, Payload]>([
    ["a new user's password", { user_id: "u1", password: "hunter2" }],
    ["an account's API key", { account_api_key: "hunter2" }],
    ["a link that resets a password", { password_reset_link: "https://x/hunter2" }],
    ["one deep inside", { a: [{ b: { password: { nested: ["hunter2"] } } }] }],
  ])("does not hold %s in payload or raw bytes", (_what, payload) => {
    const view = viewEvent(event(payload), false);
    expect(allText(view)).not.toContain("hunter2");
    expect(view.secrets).toBe("masked");
    expect(view.bodyBytes).toBe(10);
  });

  it("holds everything once it is revealed", () => {
    const original = event({ password: "hunter2" });
    expect(viewEvent(original, true)).toEqual({ ...original, secrets: "revealed" });
  });

  it("is whole where there is nothing to hide", () => {
    const original = event({ id: "u1", "__proto__ ": 1 });
    expect(viewEvent(original, false)).toEqual({ ...original, secrets: "none" });
    expect(viewEvent(original, true).secrets).toBe("none");
  });

  it("does not hold the credentials of a webhook's URL, and keeps the body they came with", () => {
    const headers: [string, string][] = [
      ["Authorization", "Basic aHVudGVyMg=="],
      ["x-hook-id", "w1"],
    ];
    const view = viewEvent(event({ id: "u1" }, { headers }), false);
    expect(view.headers).toEqual([
      ["Authorization", "••••••••"],
      ["x-hook-id", "w1"],
    ]);
    expect(view.secrets).toBe("masked_headers");
    expect(view.bodyBase64).not.toBe("");
  });

  it.each<[string, Partial<EventDetail>]>([
    ["in the query of its URL", { query: "token=hunter2" }],
    ["in the escaped query of its URL", { query: "p%61ssword=hunter2" }],
    ["in the query, of an API", { query: "x=%&api-key=hunter2" }],
    ["in a header's URL", { headers: [["Referer", "https://x/?token=hunter2"]] }],
    ["in the query, of a user", { query: "authorization=hunter2" }],
    ["in a header of an API", { headers: [["X-Api-Key", "hunter2"]] }],
    ["in a GET's payload", { method: "GET", query: "x=1?password=hunter2" }],
    [
      "in bytes that could not be decoded",
      {
        problem: { code: "invalid_json", message: "x" },
        bodyBase64: Buffer.from('{"password":"hunter2"').toString("base64"),
      },
    ],
    [
      "in a form that could not be decoded",
      {
        problem: { code: "invalid_form", message: "x" },
        bodyBase64: Buffer.from("p%61ssword=hunter2&a=%zz").toString("base64"),
      },
    ],
  ])("does not hold one %s", (_where, changes) => {
    expect(allText(viewEvent(event(null, changes), false))).not.toContain("hunter2");
  });

  it("keeps a field named __proto__ as data", () => {
    const payload: Payload = JSON.parse('{"__proto__":{"password":"x"},"a":1}');
    const view = viewEvent(event(payload), false);
    expect(JSON.stringify(view.payload)).toBe('{"__proto__":{"password":"••••••••"},"a":1}');
  });

  it("has no credential among a row's facts", () => {
    const facts = { password: "hunter2", pin: 4711, n: 1, yes: true };
    const shown = { password: "••••••••", pin: "••••••••", n: 1, yes: true };
    expect(viewSummary(event(null, { facts })).facts).toEqual(shown);
    const page = { items: [event(null, { facts })], nextCursor: null, lastSequence: 1 };
    expect(viewPage(page).items.map((item) => item.facts)).toEqual([shown]);
  });
});
