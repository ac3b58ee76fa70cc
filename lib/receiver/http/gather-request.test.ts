import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gatherRequest } from "./gather-request";

const limits = { headBytes: 4096, bodyBytes: 1024 };
const line = "POST /receive/key?a=b c HTTP/1.1\r\n";
const unlimited = { take: () => null, end: () => {} };

function gather(text: string, pieces: readonly Buffer[] = []) {
  const socket = new PassThrough();
  const gathered = gatherRequest(socket, Buffer.from(text, "latin1"), limits, unlimited);
  for (const piece of pieces) socket.write(piece);
  return gathered;
}

test("a body of a told length is taken whole, and what follows it is not", async () => {
  const request = await gather(`${line}Content-Length: 5\r\n\r\nhello, world`);
  expect(request).toMatchObject({ method: "POST", target: "/receive/key?a=b c" });
  expect(request).toHaveProperty("body", Buffer.from("hello"));
});

test("whatever the pieces, the same request comes of them", () => {
  const text = `${line}X: y\r\nContent-Length: 9\r\n\r\n\r\n\r\nhello`;
  const expected = gather(text);
  const cuts = fc.array(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 60 });
  return fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const sorted = [...new Set([0, ...places, text.length])].sort((a, b) => a - b);
      const [first = "", ...rest] = sorted.slice(1).map((end, at) => text.slice(sorted[at], end));
      const pieces = rest.map((piece) => Buffer.from(piece, "latin1"));
      expect(await gather(first, pieces)).toEqual(await expected);
    }),
    { numRuns: 50 },
  );
});

test.each(["Transfer-Encoding", "transfer-encoding", "Transfer-Encoding "])(
  "a body whose length is not told (%s) is refused, not taken for empty",
  async (name) => {
    expect(await gather(`${line}${name}: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`)).toBe(411);
  },
);

test("a sender that drips is refused", async () => {
  const drops = Array.from({ length: 1_001 }, () => Buffer.from("x"));
  expect(await gather(`${line}X: `, drops)).toBe(400);
});
