import { describe, expect, test } from "vitest";
import { parseJson } from "./parse-json";
import { compactJson } from "./print-json";

describe("reading JSON", () => {
  test.each([
    "1.0",
    "-0.5",
    "123456789012345678901234567890",
    "9007199254740993",
    "1e+100",
    "100000000.0",
    '{"a":[1,{"b":null}],"__proto__":"x"}',
    '"a\\"b\\\\"',
    "[]",
    "{}",
  ])("keeps %s as it is written", (text) => {
    expect(compactJson(parseJson(text))).toBe(text);
  });

  test("writes floats as Kazoo does", () => {
    expect(compactJson(parseJson("[-0.0, 1E2, 0.00000015, -0]"))).toBe("[0.0,100.0,1.5e-7,0]");
  });

  test.each(["", "{", "[1,]", '{"a" 1}', "01", "nul", '"a', '"\n"', "1 2", "[".repeat(2000)])(
    "refuses %j",
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test("agrees with JSON.parse where doubles suffice", () => {
    const text = ' { "a" : [ 1 , -2.5 , "x\\u00e9" , true , false , null ] , "b" : { } } ';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});
