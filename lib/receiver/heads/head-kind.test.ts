import { describe, expect, it } from "vitest";
import { decidingBytesFor, headKind } from "./head-kind";

const key = "k".repeat(43);
const enough = "x".repeat(decidingBytesFor(""));

describe("a delivery", () => {
  it.each([
    `GET /receive/${key}?a=b`,
    "POST /receive/k",
    "PUT //receive/k",
    "PUT /receive//k",
    "GET http://hookline.example/receive/k",
    "GET /x/../receive/k",
    "\r\nPOST /receive/k HTTP/1.1\r\n",
    "GET /receive/k?name=a b c HTTP/1.1",
    "PATCH /receive/k",
  ])("%j is seen", (start) => {
    expect(headKind(start, "")).toBe("delivery");
  });

  it.each(["GET /hookline/receive/k", "GET //hookline//receive/k", "GET /receive/k"])(
    "%s is seen with and without the base path",
    (start) => {
      expect(headKind(start, "/hookline")).toBe("delivery");
    },
  );

  it("is what no request line begins with, as heads that came in odd pieces", () => {
    expect(headKind(`: value ${enough}`, "")).toBe("delivery");
  });
});

describe("a page", () => {
  it.each([
    "GET / ",
    "GET /login HTTP/1.1\r\n",
    "GET /?a=/receive/k HTTP/1.1",
    "GET /receiver/k HTTP/1.1",
    `GET /${enough}`,
    `GET /${enough}/receive/k`,
    "OPTIONS * HTTP/1.1",
    "GET /hookline/receive/k HTTP/1.1",
  ])("%s is seen", (start) => {
    expect(headKind(start, "")).toBe("page");
  });
});

it.each(["", "G", "GET", "GET ", "GET /", "GET /rec", "GET /receive", "GET http://host", "\r\n"])(
  "%j may be either",
  (start) => {
    expect(headKind(start, "")).toBe("undecided");
  },
);

it("leaves room for the base path", () => {
  const basePath = `/${"b".repeat(300)}`;
  expect(headKind(`GET ${basePath.slice(0, 250)}`, basePath)).toBe("undecided");
  expect(headKind(`GET ${basePath}/receive/k`, basePath)).toBe("delivery");
});
