import { describe, expect, test } from "vitest";
import { compactJson, prettyJson } from "./print-json";

describe("the JSON encoder", () => {
  test("indents by two and puts a space before the colon", () => {
    expect(prettyJson({ o: { l: ["x", 1] }, t: true, n: null })).toBe(
      '{\n  "o" : {\n    "l" : [\n      "x",\n      1\n    ]\n  },\n  "t" : true,\n  "n" : null\n}',
    );
  });

  test("writes empty containers on two lines with an indented blank", () => {
    expect(prettyJson({ a: {}, b: [] })).toBe('{\n  "a" : {\n    \n  },\n  "b" : [\n    \n  ]\n}');
  });

  test("escapes control characters in upper case and leaves slashes and UTF-8 alone", () => {
    expect(compactJson({ s: "a/ë\u0000\u001f\u007f\n" })).toBe(
      '{"s":"a/ë\\u0000\\u001F\u007f\\n"}',
    );
  });

  test("does not touch text that only looks like an escape", () => {
    expect(compactJson("\\u00ab")).toBe('"\\\\u00ab"');
  });
});
