import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { gatherRequest } from "./gather-request";

const limits = { headBytes: 1024, bodyBytes: 1024 };
const line = "POST /receive/key?a=b c HTTP/1.1\r\n";

function gather(text: string) {
  return gatherRequest(new PassThrough(), Buffer.from(text, "latin1"), limits);
}

test("a body of a told length is taken whole", async () => {
  const request = await gather(`${line}Content-Length: 5\r\n\r\nhello`);
  expect(request).toMatchObject({ method: "POST", target: "/receive/key?a=b c" });
  expect(request).toHaveProperty("body", Buffer.from("hello"));
});

test.each(["Transfer-Encoding", "transfer-encoding", "Transfer-Encoding "])(
  "a body whose length is not told (%s) is refused, not taken for empty",
  async (name) => {
    expect(await gather(`${line}${name}: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`)).toBe(411);
  },
);
