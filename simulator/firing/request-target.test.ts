import { describe, expect, test } from "vitest";
import { InvalidUri, requestTarget } from "./request-target";

describe("the request target", () => {
  test.each([
    ["http://h.example", "/"],
    ["http://h.example?a=b", "/?a=b"],
    ["http://h.example/x?t=1?a=b", "/x?t=1?a=b"],
    ["http://h.example/x??a=b", "/x??a=b"],
    ["http://h.example/x?", "/x"],
    ["http://h.example/x#frag?a=b", "/x"],
    ["http://h.example/a/../y/./z", "/y/z"],
    ["http://h.example/%7Euser/%c3%a9", "/~user/%C3%A9"],
  ])("of %s is %s", (uri, path) => {
    expect(requestTarget(uri, false).path).toBe(path);
  });

  test.each(["/x?a[b]=c", "/x?a b", "/é", "/x?%zz"])(
    "of %s is refused, or raw when legacy",
    (path) => {
      expect(() => requestTarget(`http://h.example${path}`, false)).toThrow(InvalidUri);
      expect(requestTarget(`http://h.example${path}`, true).path).toBe(path);
    },
  );

  test("turns userinfo into basic credentials without decoding it", () => {
    const target = requestTarget("HTTP://user:p%40ss@H.example:81/x", false);
    expect(target).toMatchObject({
      host: "h.example:81",
      port: "81",
      authorization: `Basic ${Buffer.from("user:p%40ss").toString("base64")}`,
    });
  });
});
