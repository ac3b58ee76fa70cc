import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { startReceiver, type TestReceiver } from "../../support/receiver/receiver";
import "../../support/patience";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

function rawGet(target: string): string {
  return `GET ${target} HTTP/1.1\r\ncontent-length: 0\r\nte: \r\nhost: x\r\nconnection: keep-alive\r\nx-hook-id: abc\r\n\r\n`;
}

function rawPost(headers: readonly string[], body = ""): string {
  const line = `POST /receive/${receiver.key}?a b=1 HTTP/1.1`;
  return `${[line, "host: x", ...headers].join("\r\n")}\r\n\r\n${body}`;
}

const query = "a b=x+y&grüße=w%C3%B6rld";
const target = () => `/receive/${receiver.key}?${query}`;
const latin1 = (text: string) => Buffer.from(text).toString("latin1");
const queries = () => receiver.records().map((record) => record.query);

describe("a request line that Node's parser refuses", () => {
  it("is taken as it is", async () => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet(target())])).status).toBe(200);
    expect(receiver.records()).toMatchObject([
      {
        method: "GET",
        query: latin1(query),
        headers: [
          ["content-length", "0"],
          ["te", ""],
          ["host", "x"],
          ["connection", "keep-alive"],
          ["x-hook-id", "abc"],
        ],
      },
    ]);
  });

  it("is taken with its body", async () => {
    receiver = await startReceiver();
    const request = rawPost(["content-length: 5"], "hello");
    expect((await sendBytes(receiver.port, [request])).status).toBe(200);
    expect(receiver.records()).toMatchObject([{ method: "POST", body: Buffer.from("hello") }]);
  });

  it("is read on when its end comes later", async () => {
    receiver = await startReceiver();
    const text = rawGet(`${target()}&long=${"x".repeat(600_000)}`);
    const answer = await sendBytes(
      receiver.port,
      [text.slice(0, 200), text.slice(200)],
      () => new Promise((resolve) => setImmediate(resolve)),
    );
    expect(answer.status).toBe(200);
    expect(queries()).toEqual([`${latin1(query)}&long=${"x".repeat(600_000)}`]);
  });

  it("is asked for again when its start was lost, and then taken though it comes in pieces", async () => {
    receiver = await startReceiver();
    const text = Buffer.from(rawGet(target()));
    const pieces = [text.subarray(0, 30), text.subarray(30)];
    const firstSeen = () => receiver.bytesRead(30);
    const lost = await sendBytes(receiver.port, pieces, firstSeen);
    if (lost.status === 503) {
      expect(lost.headers["retry-after"]).toBe("1");
      expect(queries()).toEqual([]);
      expect((await sendBytes(receiver.port, pieces, firstSeen)).status).toBe(200);
    }
    expect(queries()).toEqual([latin1(query)]);
  });

  it("is 404 for an unknown key", async () => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet("/receive/nobody?a b=1")])).status).toBe(404);
  });

  it("is asked for again when nobody can tell yet whether its key is known", async () => {
    receiver = await startReceiver();
    const stranger = `/receive/${"s".repeat(43)}?a b=1`;
    const answer = await sendBytes(receiver.port, [rawGet(stranger)]);
    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  });

  it.each(["/somewhere?a b=1", "/receive?a b=1"])("is 400 for %s", async (elsewhere) => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet(elsewhere)])).status).toBe(400);
  });

  it.each(["\x16\x03\x01\x02\x00\x01\x00", "no http at all\r\n\r\n"])(
    "is 400 where it is none: %j",
    async (bytes) => {
      receiver = await startReceiver();
      const answer = await sendBytes(receiver.port, [bytes]);
      expect(answer).toMatchObject({ status: 400, body: expect.stringMatching(/^[A-Z].*\.$/) });
    },
  );

  it("is 431 when the head is larger than any that Kazoo sends", async () => {
    receiver = await startReceiver();
    const long = rawGet(`/receive/${receiver.key}?a b=${"x".repeat(1_200_000)}`);
    expect((await sendBytes(receiver.port, [long])).status).toBe(431);
  });

  it.each([
    [400, ["content-length: 5", "content-length: 5"]],
    [400, ["content-length: 5", "Content-Length: 6"]],
    [400, ["content-length: 5, 5"]],
    [400, ["content-length: 0x5"]],
    [400, ["content-length: -1"]],
    [400, ["content-length: 5", "no colon"]],
    [400, ["content-length: 5", " folded: x"]],
    [400, ["content-length: 5", ": nameless"]],
    [411, ["content-length: 5", "transfer-encoding: chunked"]],
    [413, ["content-length: 1048577"]],
  ])("is %i with %j", async (status, headers) => {
    receiver = await startReceiver({ env: { RECEIVER_BODY_LIMIT_BYTES: "1048576" } });
    const answer = await sendBytes(receiver.port, [rawPost(headers, "hello")]);
    expect(answer).toMatchObject({ status, body: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(queries()).toEqual([]);
  });

  it("counts its bytes for its key, whatever comes of it", async () => {
    receiver = await startReceiver({ changes: { limits: { memoryBytes: 4_000 } } });
    const long = rawGet(`${target()}&long=${"x".repeat(2_500)}`);
    const answer = await sendBytes(receiver.port, [long]);
    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    for (let number = 0; number < 10; number += 1) {
      const short = rawGet(`${target()}&long=${"x".repeat(500)}`);
      expect((await sendBytes(receiver.port, [short])).status).toBe(200);
    }
    expect(receiver.report().deliveries).toMatchObject({ stored: 10, limited: 1 });
  });

  it("behind a good delivery takes nothing from that one's answer", async () => {
    receiver = await startReceiver();
    const good = `PUT /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`;
    for (const behind of ["no http at all\r\n\r\n", rawGet(target())]) {
      const socket = receiver.connect();
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      const closed = once(socket, "close");
      socket.write(`${good}${good}${behind}`);
      await closed;
      const statuses = [...text.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status);
      expect(statuses).toEqual(["200", "200", behind.startsWith("GET") ? "200" : "400"]);
    }
    expect(receiver.records()).toHaveLength(5);
  });
});
