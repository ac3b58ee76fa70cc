import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeForm } from "./decode-form";

function decode(text: string) {
  return decodeForm(Buffer.from(text, "utf8"));
}

describe("decodeForm", () => {
  it.each([
    ["a=b&n=5", { a: "b", n: "5" }],
    ["a=b+c&d=%2B1%3D2", { a: "b c", d: "+1=2" }],
    ["o[k]=v&o[d][e]=f", { o: { k: "v", d: { e: "f" } } }],
    ["l[]=x&l[]=y&o[l][]=z", { l: ["x", "y"], o: { l: ["z"] } }],
    ["l[]=%7B%22id%22%3A1%7D&l[]=%7Bnot+json", { l: [{ id: 1 }, "{not json"] }],
    ["&&a=1&&&b=2&", { a: "1", b: "2" }],
    ["a=&=v", { a: "", "": "v" }],
    ["", {}],
    ["name=Zo%C3%AB&key+raw%20=x", { name: "Zoë", "key+raw%20": "x" }],
    ["a[b=1&c]=2&[x]=3&d[]e=4", { "a[b": "1", "c]": "2", "[x]": "3", "d[]e": "4" }],
    ["a=1&a[b]=2&a[]=3", { a: "1", "a[b]": "2", "a[]": "3" }],
    ["a=1&a=2", { a: "2" }],
  ])("reads %s", (text, payload) => {
    expect(decode(text)).toEqual({ payload, problem: null });
  });

  it("gives a key its own “&” and “=” back, since Kazoo encodes them in values only", () => {
    expect(decode("a&b=c=x&d=y").payload).toEqual({ "a&b=c": "x", d: "y" });
    expect(decode("x=1&lonely").payload).toEqual({ x: "1", lonely: "" });
  });

  it("keeps names of Object.prototype as data and pollutes nothing", () => {
    const { payload } = decode("__proto__=x&constructor[prototype][polluted]=1&a[__proto__][p]=2");
    expect(JSON.stringify(payload)).toBe(
      '{"__proto__":"x","constructor":{"prototype":{"polluted":"1"}},"a":{"__proto__":{"p":"2"}}}',
    );
    expect("polluted" in {}).toBe(false);
  });

  it("shows what is not UTF-8 as � and says so", () => {
    expect(decode("a=%FFx&b=ok")).toMatchObject({
      payload: { a: "\ufffdx", b: "ok" },
      problem: { code: "invalid_form" },
    });
    expect(decodeForm(Buffer.from([0x61, 0x3d, 0xff])).problem?.code).toBe("invalid_form");
  });

  it("leaves a broken escape as it is and says so", () => {
    expect(decode("a=100%&b=%zz%41")).toMatchObject({
      payload: { a: "100%", b: "%zzA" },
      problem: { code: "invalid_form" },
    });
  });

  it("refuses hostile depth and width", () => {
    expect(decode(`a${"[b]".repeat(300)}=1`).problem?.code).toBe("too_deep");
    expect(decode("a=1&".repeat(30_000)).problem?.code).toBe("too_many_fields");
  });

  it.each([
    "&".repeat(2_000_000),
    "a&".repeat(1_000_000),
    `a${"[".repeat(2_000_000)}]=1`,
    `a=${"%".repeat(1_000_000)}`,
    `l[]=${"{".repeat(1_000_000)}`,
  ])("takes no longer than its length: %#", (text) => {
    const startedAt = performance.now();
    decode(text);
    // Far more than any machine needs; with the square of the length it would be hours.
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });

  it("never throws and always gives JSON, whatever the bytes", () => {
    const formish = fc
      .array(fc.constantFrom("a", "[", "]", "[]", "=", "&", "%", "+", "%C3", "{", "}", "__proto__"))
      .map((parts) => Buffer.from(parts.join("")));
    const bytes = fc.uint8Array().map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.oneof(formish, bytes), (body) => {
        const { payload } = decodeForm(body);
        expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
      }),
      { numRuns: 2_000 },
    );
  });
});
