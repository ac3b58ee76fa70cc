import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTarget } from "./target";

const key = "k".repeat(43);
const delivery = (query: string | null = null) => ({ kind: "receive", key, query });

describe("a receiver's address", () => {
  test.each([
    `/receive/${key}`,
    `//receive/${key}`,
    `/receive//${key}`,
    `///receive///${key}`,
    `http://hookline.example/receive/${key}`,
    `HTTPS://hookline.example:8443//receive/${key}`,
    `http://user:pass@[::1]:3000/receive/${key}`,
    `/receive/${key}/`,
    `/receive/${key}/more/of/it`,
    `/receive/${key}/../../api/health`,
    `/receive/${key}#fragment`,
    `/x/../receive/${key}`,
    `/./receive/${key}`,
    `/receive/../receive/${key}`,
    `/receive/./${key}`,
    `/x/%2e%2E/receive/${key}`,
    `/\\receive/${key}`,
  ])("%s is recognised", (target) => {
    expect(parseTarget(target, "")).toEqual(delivery());
  });

  test.each([
    ["?", ""],
    ["?a=b", "a=b"],
    ["?token=abc&x=1?a=b&c=d+e", "token=abc&x=1?a=b&c=d+e"],
    ["??a=b", "?a=b"],
    ["/more?a=/../b//c", "a=/../b//c"],
    ["?a b=grÃ¼Ãe\u0000\u00ff%", "a b=grÃ¼Ãe\u0000\u00ff%"],
    ["?http://x/y", "http://x/y"],
    ["#fragment?a=b", "a=b"],
  ])("%j leaves the query as it came", (rest, query) => {
    expect(parseTarget(`/receive/${key}${rest}`, "")).toEqual(delivery(query));
    expect(parseTarget(`//receive/${key}${rest}`, "")).toEqual(delivery(query));
    expect(parseTarget(`http://x/receive/${key}${rest}`, "")).toEqual(delivery(query));
    expect(parseTarget(`/base/receive/${key}${rest}`, "/base")).toEqual(delivery(query));
  });

  test.each([
    ["/receive/", ""],
    ["/receive//", ""],
    ["/receive/nobody", "nobody"],
    ["/receive/%ff", "%ff"],
    ["/receive/a%2Fb", "a%2Fb"],
  ])("%s is one as well, with a key that nobody has", (target, found) => {
    expect(parseTarget(target, "")).toEqual({ kind: "receive", key: found, query: null });
  });

  test.each([
    `/hookline/receive/${key}`,
    `/receive/${key}`,
    `//hookline//receive//${key}`,
    `/hookline//receive/${key}`,
    `//receive/${key}`,
    `http://tools.example/hookline/receive/${key}`,
    `/x/../hookline/receive/${key}`,
    `/hookline/x/../receive/${key}`,
  ])("%s is recognised with and without a base path", (target) => {
    expect(parseTarget(target, "/hookline")).toEqual(delivery());
  });

  test("lies below a base path of its own name", () => {
    expect(parseTarget(`/receive/receive/${key}`, "/receive")).toEqual(delivery());
  });

  test.each(["/receive", "/receiver/x", "/Receive/x", "/api/receive/x", "/hooklinereceive/x"])(
    "%s is none",
    (target) => {
      expect(parseTarget(target, "/hookline").kind).toBe("page");
    },
  );
});

describe("health", () => {
  test.each(["/api/health", "//api//health", "http://x/api/health?a=b", "/x/../api/health?"])(
    "%s is recognised",
    (target) => {
      expect(parseTarget(target, "")).toEqual({ kind: "health" });
    },
  );

  test.each(["/base/api/health", "/api/health", "/base//api/health"])(
    "%s is recognised with and without a base path",
    (target) => {
      expect(parseTarget(target, "/base")).toEqual({ kind: "health" });
    },
  );

  test.each(["/api/health/ready", "/api/healthy", "/api/health%2f"])("%s is a page", (target) => {
    expect(parseTarget(target, "").kind).toBe("page");
  });
});

describe("a page's address", () => {
  test.each([
    ["/", "/"],
    ["//", "/"],
    ["http://hookline.example", "/"],
    ["/events", "/events"],
    ["/events/", "/events/"],
    ["//evil.example/x", "/evil.example/x"],
    ["/\\evil.example/x", "/evil.example/x"],
    ["/a//b///c", "/a/b/c"],
    ["/a/./b/../c", "/a/c"],
    ["/a/%2e%2e/%2E./b", "/b"],
    ["/../../..", "/"],
    ["/a/b/..", "/a/"],
    ["/a/...", "/a/..."],
    ["/api/accounts/%ff/events", "/api/accounts/%ff/events"],
    ["/events#top", "/events"],
  ])("%s is %s", (target, path) => {
    expect(parseTarget(target, "")).toEqual({ kind: "page", path, query: null });
  });

  test.each([
    ["/events?a=//b/../c", "/events", "a=//b/../c"],
    ["http://x?a", "/", "a"],
    ["/?", "/", ""],
  ])("%s keeps its query", (target, path, query) => {
    expect(parseTarget(target, "")).toEqual({ kind: "page", path, query });
  });

  test.each([
    ["/hookline", "/"],
    ["/hookline/", "/"],
    ["/hookline/events", "/events"],
    ["/events", "/events"],
    ["/hooklines", "/hooklines"],
    ["//hookline/x/../../hookline/keys", "/keys"],
    ["/", "/"],
  ])("%s under a base path is %s", (target, path) => {
    expect(parseTarget(target, "/hookline")).toEqual({ kind: "page", path, query: null });
  });
});

test.each(["/a", "/..", "/%2e%2e", "\\", "//"])(
  "a path of many %s is resolved only so far",
  (piece) => {
    const target = parseTarget(`/x${piece.repeat(100_000)}`, "");
    expect(target).toMatchObject({ kind: "page", path: expect.stringMatching(/^.{1,4097}$/s) });
  },
);

test.each(["*", "host:443", "", "?a=b", "receive/x", "mailto:x"])("%j is nothing", (target) => {
  expect(parseTarget(target, "")).toEqual({ kind: "none" });
});

test("whatever comes, no page's path leads elsewhere when it is resolved again", () => {
  const piece = fc.oneof(
    fc.constantFrom("/", "//", "\\", ".", "..", "%2e", "%2E.", "receive", "a", "?", "#", "base"),
    fc.string({ maxLength: 5, unit: "binary-ascii" }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom("", "/base"),
      (pieces, base) => {
        const target = parseTarget(`/${pieces.join("")}`, base);
        if (target.kind !== "page") return;
        expect(target.path).toMatch(/^\/(?![/\\])/);
        expect(target.path).not.toMatch(/\/(?:\.|%2e){1,2}(?:\/|$)/i);
        expect(parseTarget(target.path, "")).toMatchObject({ path: target.path });
      },
    ),
    { numRuns: 500 },
  );
});
