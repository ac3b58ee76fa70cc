import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type DeliveryContent, decodePayload } from "./decode-payload";

function decode(changes: Partial<Omit<DeliveryContent, "body">> & { body?: string | Buffer }) {
  return decodePayload({
    method: "POST",
    contentType: null,
    contentEncoding: null,
    query: null,
    inflateLimitBytes: 10_000,
    ...changes,
    body: typeof changes.body === "object" ? changes.body : Buffer.from(changes.body ?? "", "utf8"),
  });
}

describe("decodePayload", () => {
  it.each([
    ["a=b&c=d+e", { a: "b", c: "d e" }],
    ["token=abc&x=1?a=b", { a: "b" }],
    ["?a=b", { a: "b" }],
    ["", {}],
  ])("reads a GET's payload behind the last “?” of %j", (query, payload) => {
    expect(decode({ method: "GET", query })).toEqual({ payload, problem: null });
  });

  it("takes the query's chars for bytes of UTF-8", () => {
    const query = Buffer.from("grüße=wörld", "utf8").toString("latin1");
    expect(decode({ method: "GET", query }).payload).toEqual({ grüße: "wörld" });
  });

  it("says that a GET without a query has lost its payload on the way", () => {
    expect(decode({ method: "GET" }).problem?.code).toBe("request_line_lost");
  });

  it("calls an empty body empty", () => {
    expect(decode({ contentType: "application/json" }).problem?.code).toBe("empty_body");
  });

  it("leaves a POST's own query out of the payload", () => {
    expect(decode({ query: "token=abc", body: "a=b" }).payload).toEqual({ a: "b" });
  });

  it.each([
    null,
    "text/plain",
    "application/octet-stream",
    "application/vnd.x+json; charset=utf-8",
  ])("looks at the bytes where the content type is %s", (contentType) => {
    expect(decode({ contentType, body: ' \n{"a":"b"}' }).payload).toEqual({ a: "b" });
    expect(decode({ contentType, body: "o[k]=v" }).payload).toEqual({ o: { k: "v" } });
  });

  it("believes the bytes more than a wrong content type", () => {
    const form = "application/x-www-form-urlencoded";
    expect(decode({ contentType: form, body: '{"a":"b"}' }).payload).toEqual({ a: "b" });
    expect(decode({ contentType: form, body: "{a=b" }).payload).toEqual({ "{a": "b" });
    expect(decode({ contentType: "application/json", body: "a=b" }).payload).toEqual({ a: "b" });
    expect(decode({ contentType: "application/json", body: '"a=b"' }).payload).toBe("a=b");
  });

  it.each(["<xml a='b'/>", "just text", "--boundary\r\ncontent"])(
    "does not guess at %j",
    (body) => {
      expect(decode({ contentType: "text/plain", body })).toMatchObject({
        payload: null,
        problem: { code: "unsupported_content_type" },
      });
    },
  );

  it.each(["gzip", "x-gzip", "GZIP"])("reads a body compressed as %s", (contentEncoding) => {
    const body = gzipSync('{"a":"b"}');
    expect(decode({ contentEncoding, body })).toEqual({ payload: { a: "b" }, problem: null });
  });

  it("does not read what is no gzip, is compressed otherwise, or grows beyond the limit", () => {
    const bomb = gzipSync(Buffer.alloc(10_001, "x"));
    for (const [contentEncoding, body] of [
      ["gzip", "a=b"],
      ["br", "a=b"],
      ["gzip", bomb],
    ] as const) {
      const { payload, problem } = decode({ contentEncoding, body });
      expect(payload).toBeNull();
      expect(problem?.code).toBe("unsupported_compression");
    }
  });

  it("reads no multipart body, whatever it looks like", () => {
    const { payload, problem } = decode({
      contentType: "multipart/form-data; boundary=x",
      body: "a=b",
    });
    expect(payload).toBeNull();
    expect(problem).toMatchObject({ code: "unsupported_content_type" });
    expect(problem?.message).toContain("multipart");
  });
});
