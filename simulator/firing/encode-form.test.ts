import { describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../json/json";
import { JsonNumber } from "../json/json-number";
import { parseJson } from "../json/parse-json";
import { EncoderCrash, encodeForm, flattenIoList } from "./encode-form";

function parsed(text: string): JsonObject {
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}

const form = (payload: JsonObject) => flattenIoList(encodeForm(payload));

describe("the form encoder", () => {
  test.each<[string, JsonObject, string]>([
    [
      "spaces and symbols",
      { a: "b c", m: "a+b&c=d~e!*'()" },
      "a=b+c&m=a%2Bb%26c%3Dd~e%21%2A%27%28%29",
    ],
    ["UTF-8", { n: "Zoë" }, "n=Zo%C3%AB"],
    ["raw keys", { "a&b=c": "x", "k[0] é": "y" }, "a&b=c=x&k[0] é=y"],
    ["nested objects", { o: { k: "v", d: { e: "f" } } }, "o[k]=v&o[d][e]=f"],
    ["arrays", { l: ["x", "y"], o: { l: ["z"] } }, "l[]=x&l[]=y&o[l][]=z"],
    ["objects in arrays", { l: [{ id: 1 }] }, "l[]=%7B%22id%22%3A1%7D"],
    [
      "arrays in arrays",
      {
        l: [
          [1, 2],
          ["a", "b"],
        ],
      },
      "l[]=%01%02&l[]=ab",
    ],
    ["null in an array", { l: [null, true] }, "l[]=null&l[]=true"],
    ["empty containers", { a: {}, b: "1", c: [], d: "2" }, "&b=1&&d=2"],
    ["scalars", { t: true, f: false, n: 5, e: "" }, "t=true&f=false&n=5&e="],
    [
      "big integers",
      { n: new JsonNumber("123456789012345678901234567890") },
      "n=123456789012345678901234567890",
    ],
    [
      "floats",
      parsed('{"a":1.0,"b":1e100,"c":-1.5e-7,"d":1e8,"e":100.0,"f":-0.0,"g":0.001}'),
      "a=1.0&b=1.0e%2B100&c=-1.5e-7&d=1.0e%2B8&e=100.0&f=0.0&g=0.001",
    ],
    ["lone surrogates", { s: "a\uD800" }, "s=a%EF%BF%BD"],
  ])("writes %s as Kazoo does", (_name, payload, expected) => {
    expect(form(payload)).toBe(expected);
  });

  test("crashes on what is no byte in an inner array", () => {
    for (const item of [-1, 256, 1.5, true, null, {}]) {
      expect(() => form({ l: [[item]] })).toThrow(EncoderCrash);
    }
  });

  test("crashes on a null value, at any depth of objects", () => {
    expect(() => form({ a: "x", o: { n: null } })).toThrow(EncoderCrash);
  });

  test("keeps the nested lists that the attempts log shows", () => {
    expect(encodeForm({ id: "1", vars: { a: "x" } })).toEqual([
      ["id", "=", "1"],
      "&",
      [[["vars"], "[", "a", "]", "=", "x"]],
    ]);
  });
});
