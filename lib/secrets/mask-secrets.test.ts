import { describe, expect, it } from "vitest";
import type { Payload } from "@/lib/domain/event";
import { maskSecrets } from "./mask-secrets";
import { maskText } from "./mask-text";

const mask = "••••••••";

describe("a payload", () => {
  it("is the same object where it holds no credential", () => {
    const payload = { id: "u1", list: [{ shipping: "no" }], note: "[1]", url: "https://a.example" };
    expect(maskSecrets(payload)).toBe(payload);
  });

  it("has the PINs of a mailbox, a conference and a hot desk masked", () => {
    const payload = {
      mailbox: "2000",
      pin: "4711",
      pins: ["1234", "5678"],
      hotdesk: { id: "7", pin: "9911" },
      sip: { username: "u1", password: "pw-1" },
      shipping: "no",
      ping: "1",
      require_pin: true,
    };
    expect(maskSecrets(payload)).toEqual({
      ...payload,
      pin: mask,
      pins: mask,
      hotdesk: { id: "7", pin: mask },
      sip: { username: "u1", password: mask },
    });
  });

  it.each<[string, Payload, Payload]>([
    ["a named pair", { name: "password", value: "x" }, { name: "password", value: mask }],
    ["a keyed pair", [{ key: "jwt", value: "x" }], [{ key: "jwt", value: mask }]],
    ["JSON in a text", { data: '{"pwd":"x","n":1}' }, { data: `{"pwd":"${mask}","n":1}` }],
    ["JSON in JSON", '["{\\"otp\\":\\"x\\"}"]', `["{\\"otp\\":\\"${mask}\\"}"]`],
    ["JSON that is cut short", { data: '{"password":"x' }, { data: mask }],
    ["a URL", { uri: "https://ann:x@a.example/" }, { uri: `https://${mask}@a.example/` }],
  ])("has a credential masked in %s", (_where, payload, masked) => {
    expect(maskSecrets(payload)).toEqual(masked);
  });

  it.each<[string, Payload]>([
    ["a pair that holds none", { name: "color", value: "red" }],
    ["a key that names the pair", { key: "color", value: "red" }],
    ["JSON in a text as it is written", { data: '{ "a" : 1 }' }],
    ["a password that isn't set", { password: null, pin: "", require_password: false }],
  ])("keeps %s", (_what, payload) => {
    expect(maskSecrets(payload)).toBe(payload);
  });

  it("is masked however deep a text's JSON is nested", () => {
    const deep = `${"[".repeat(100_000)}{"pin":"4711"}${"]".repeat(100_000)}`;
    expect(JSON.stringify(maskSecrets({ deep }))).not.toContain("4711");
  });
});

describe("a text", () => {
  it.each([
    [
      "https://a.example/x?token=abc&lang=de#key=1",
      `https://a.example/x?token=${mask}&lang=de#key=${mask}`,
    ],
    [
      "see wss://u:p@a.example:5555/?api%5Fkey=x now",
      `see wss://${mask}@a.example:5555/?api%5Fkey=${mask} now`,
    ],
    ["https://h.example/receive/AbCdEfGhIjKlMnOp", `https://h.example/receive/${mask}`],
    [
      "https://s3.example/a.mp3?X-Amz-Signature=ab",
      `https://s3.example/a.mp3?X-Amz-Signature=${mask}`,
    ],
    ["got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln", `got ${mask}`],
  ])("%s is shown without its credentials", (text, shown) => {
    expect(maskText(text)).toBe(shown);
  });

  it.each([
    "sip:ann@acme.example",
    "ann@acme.example",
    "https://a.example/x?lang=de&page=2",
    "a: b",
  ])("%s is shown as it is", (text) => {
    expect(maskText(text)).toBe(text);
  });
});
