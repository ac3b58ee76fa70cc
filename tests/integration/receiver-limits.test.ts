import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { acme } from "../support/new-event";
import { sendBytes } from "../support/raw-http";
import { startReceiver, type TestReceiver } from "../support/receiver";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

const impatient = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
const stored = () => receiver.eventStore.since(acme, 0, 100);

function head(lines: readonly string[] = [], method = "POST"): string {
  return [`${method} /receive/${receiver.key} HTTP/1.1`, "host: x", ...lines, "", ""].join("\r\n");
}

describe("a sender that takes its time", () => {
  it("is cut off with 408 when its head does not end", async () => {
    receiver = await startReceiver({ serverOptions: impatient });
    const answer = await sendBytes(receiver.port, [head().slice(0, 40)]);
    expect(answer.status).toBe(408);
  });

  it("is cut off with 408 when its body does not end, and nothing is stored", async () => {
    receiver = await startReceiver({ serverOptions: impatient });
    const answer = await sendBytes(receiver.port, [`${head(["content-length: 100"])}{"a":`]);
    expect(answer.status).toBe(408);
    expect(await stored()).toEqual([]);
  });

  it("holds up nobody else", async () => {
    receiver = await startReceiver();
    const slow = Array.from({ length: 200 }, () => connect(receiver.port, "127.0.0.1"));
    for (const socket of slow) socket.write(head(["content-length: 100"]));
    const answer = await sendBytes(receiver.port, [`${head(["content-length: 2"])}{}`]);
    expect(answer.status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe("a head", () => {
  it("that is larger than any of Kazoo's is refused with 431", async () => {
    receiver = await startReceiver();
    const answer = await sendBytes(receiver.port, [head([`x-long: ${"x".repeat(1_100_000)}`])]);
    expect(answer.status).toBe(431);
  });

  it("with many headers is taken and all of them are kept", async () => {
    receiver = await startReceiver();
    const many = Array.from({ length: 1_000 }, (_, number) => `x-${number}: ${number}`);
    await sendBytes(receiver.port, [`${head([...many, "content-length: 2"])}{}`]);
    const [event] = await stored();
    const detail = await receiver.eventStore.get(acme, event?.id ?? "");
    expect(detail?.headers).toHaveLength(1_002);
  });
});

describe("more at once than fits into memory", () => {
  it("is asked to come again, and taken once there is room", async () => {
    receiver = await startReceiver({ mostReadingBytes: 150 });
    const first = connect(receiver.port, "127.0.0.1");
    const body = `{"a":"${"x".repeat(92)}"}`;
    first.write(`${head([`content-length: ${body.length}`])}${body.slice(0, 50)}`);
    await receiver.bytesRead(100);
    const request = `${head([`content-length: ${body.length}`])}${body}`;
    const refused = await sendBytes(receiver.port, [request]);
    expect(refused).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    const answered = new Promise((resolve) => first.once("data", resolve));
    first.write(body.slice(50));
    await answered;
    first.destroy();
    expect((await sendBytes(receiver.port, [request])).status).toBe(200);
    expect(await stored()).toHaveLength(2);
  });
});

describe("a receiver whose store is closed, as while stopping", () => {
  it("asks Kazoo to send again, also where the request line is broken", async () => {
    receiver = await startReceiver();
    await receiver.close();
    const held = { status: 503, headers: { "retry-after": "5" } };
    const request = `${head(["content-length: 2"])}{}`;
    expect(await sendBytes(receiver.port, [request])).toMatchObject(held);
    const broken = `GET /receive/${receiver.key}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`;
    expect(await sendBytes(receiver.port, [broken])).toMatchObject(held);
  });
});

describe("a compressed or multipart body", () => {
  async function receive(contentType: string, body: Buffer, encoding?: string) {
    receiver = await startReceiver({ bodyLimitBytes: 10_000 });
    const lines = [`content-type: ${contentType}`, `content-length: ${body.length}`];
    if (encoding) lines.push(`content-encoding: ${encoding}`);
    const answer = await sendBytes(receiver.port, [head(lines), body]);
    expect(answer.status).toBe(200);
    const [event] = await stored();
    const detail = await receiver.eventStore.get(acme, event?.id ?? "");
    expect(detail?.bodyBase64).toBe(body.toString("base64"));
    return detail;
  }

  it("is decompressed for reading and kept as it came", async () => {
    const detail = await receive("application/json", gzipSync('{"a":"b"}'), "gzip");
    expect(detail).toMatchObject({ payload: { a: "b" }, problem: null });
  });

  it("is kept with a problem when it would grow beyond the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const detail = await receive("application/json", bomb, "gzip");
    expect(detail).toMatchObject({ payload: null, problem: { code: "unsupported_compression" } });
  });

  it("is kept with a problem that says multipart", async () => {
    const body = Buffer.from("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n");
    const detail = await receive("multipart/form-data; boundary=x", body);
    expect(detail?.problem?.message).toContain("multipart");
  });
});
