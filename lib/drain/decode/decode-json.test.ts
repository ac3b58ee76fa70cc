import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeJson } from "./decode-json";

function decode(text: string) {
  return decodeJson(Buffer.from(text, "utf8"));
}

describe("decodeJson", () => {
  it("reads JSON as Kazoo prints it", () => {
    const text =
      '{\n  "a" : [\n    \n  ],\n  "n" : null,\n  "f" : 1.0e+100,\n  "s" : "\\u0000/"\n}';
    expect(decode(text)).toEqual({
      payload: { a: [], n: null, f: 1e100, s: "\u0000/" },
      problem: null,
    });
  });

  it("keeps every digit of an integer that a double can't hold", () => {
    const text =
      '{"n":123456789012345678901234567890,"neg":-9223372036854775809,"safe":9007199254740991,' +
      '"in \\" text 9007199254740993":"9007199254740993","f":0.12345678901234567890,"l":[9007199254740993]}';
    expect(decode(text).payload).toEqual({
      n: "123456789012345678901234567890",
      neg: "-9223372036854775809",
      safe: 9007199254740991,
      'in " text 9007199254740993': "9007199254740993",
      f: 0.12345678901234568,
      l: ["9007199254740993"],
    });
  });

  it("keeps a number that is infinite as a double as it was written", () => {
    const text = '{"duration_seconds":1e999,"l":[-1.5E+400,1e308],"in text 1e999":"1e999"}';
    expect(decode(text)).toEqual({
      payload: { duration_seconds: "1e999", l: ["-1.5E+400", 1e308], "in text 1e999": "1e999" },
      problem: null,
    });
    expect(decode("[1e999e9]").problem?.code).toBe("invalid_json");
  });

  it.each(["", "{", '{"a":}', "nope", "{12345678901234567890:1}", "[00012345678901234567]"])(
    "calls %j invalid",
    (text) => {
      expect(decode(text)).toMatchObject({ payload: null, problem: { code: "invalid_json" } });
    },
  );

  it("keeps a field named __proto__ as data", () => {
    const { payload } = decode('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify(payload)).toBe('{"__proto__":{"polluted":true}}');
    expect("polluted" in {}).toBe(false);
  });

  it("reads past a byte order mark", () => {
    expect(decode("\ufeff[1]")).toEqual({ payload: [1], problem: null });
  });

  it("shows what is not UTF-8 as � and says so", () => {
    const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(decodeJson(body)).toMatchObject({
      payload: { a: "\ufffd" },
      problem: { code: "invalid_json" },
    });
  });

  it("refuses hostile depth and width", () => {
    expect(decode("[".repeat(1_000_000)).problem?.code).toBe("too_deep");
    expect(decode(`[${"1,".repeat(30_000)}1]`).problem?.code).toBe("too_many_fields");
  });

  it("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.stringify(decode(JSON.stringify(value)).payload)).toBe(JSON.stringify(value));
      }),
    );
  });

  it("never throws, whatever the bytes", () => {
    const jsonish = fc
      .array(
        fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "1234567890123456789", "-", "e"),
      )
      .map((parts) => Buffer.from(parts.join("")));
    fc.assert(
      fc.property(jsonish, (body) => {
        const { payload, problem } = decodeJson(body);
        expect(payload !== null || problem !== null || body.toString() === "null").toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
