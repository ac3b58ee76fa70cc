import { expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { readJsonBody } from "./limited-body";

function post(body: string | null, contentType?: string): Request {
  const headers = contentType === undefined ? undefined : { "content-type": contentType };
  return new Request("http://h.example/", { method: "POST", body, ...(headers && { headers }) });
}

test.each(["application/json", "application/json; charset=utf-8", "Application/JSON"])(
  "JSON is read when it is sent as %s",
  async (contentType) => {
    expect(await readJsonBody(post('{"name":"Zoë"}', contentType))).toEqual({ name: "Zoë" });
  },
);

test.each(["text/plain", "application/x-www-form-urlencoded", "application/json-seq", undefined])(
  "a body sent as %s is refused: a foreign page can send it without asking",
  async (contentType) => {
    expect((await problemOf(readJsonBody(post("{}", contentType)))).code).toBe(
      "unsupported_media_type",
    );
  },
);

test.each(["", '{"name":', "undefined"])("the broken body %j is a bad request", async (body) => {
  expect((await problemOf(readJsonBody(post(body, "application/json")))).code).toBe("bad_request");
});

test("a broken body with a password leaves nothing of it in the error", async () => {
  const reading = readJsonBody(post('{"password":hidden', "application/json"));
  const problem = await problemOf(reading);
  expect(`${problem.message} ${String(problem.cause)}`).not.toContain("hidden");
});

test("a body of 256 KiB is read, one byte more is too large", async () => {
  const ofBytes = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
  const limit = 256 * 1024;
  expect(await readJsonBody(post(ofBytes(limit), "application/json"))).toHaveLength(limit - 2);
  const reading = readJsonBody(post(ofBytes(limit + 1), "application/json"));
  expect(await problemOf(reading)).toMatchObject({ code: "body_too_large", leavesUnread: true });
});

test("a body that is declared too large isn't read, and its connection stays", async () => {
  const request = post("{}", "application/json");
  request.headers.set("content-length", String(256 * 1024 + 1));
  expect(await problemOf(readJsonBody(request))).toMatchObject({
    code: "body_too_large",
    leavesUnread: false,
  });
  expect(request.bodyUsed).toBe(false);
});

test("a body without an end is given up at the limit", async () => {
  let cancelled = false;
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    cancel: () => {
      cancelled = true;
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
    duplex: "half",
  };
  const request = new Request("http://h.example/", init);
  expect(await problemOf(readJsonBody(request))).toMatchObject({ code: "body_too_large" });
  expect(cancelled).toBe(true);
});
