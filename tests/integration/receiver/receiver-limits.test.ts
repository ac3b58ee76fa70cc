import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { startReceiver, type TestReceiver } from "../../support/receiver/receiver";
import { otherKey, otherScope } from "../../support/receiver/receiver-keys";
import "../../support/patience";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

const impatient = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
const sentence = expect.stringMatching(/^[A-Z].*\.$/);

function head(lines: readonly string[] = [], key = receiver.key): string {
  return [`POST /receive/${key} HTTP/1.1`, "host: x", ...lines, "", ""].join("\r\n");
}

const small = (key = receiver.key) => `${head(["content-length: 2"], key)}{}`;

describe("a sender that takes its time", () => {
  it("is cut off with 408 when its head does not end", async () => {
    receiver = await startReceiver({ changes: { serverOptions: impatient } });
    const answer = await sendBytes(receiver.port, [head().slice(0, 40)]);
    expect(answer).toMatchObject({ status: 408, body: sentence });
  });

  it("is cut off with 408 when its body does not end, and nothing is kept", async () => {
    receiver = await startReceiver({ changes: { serverOptions: impatient } });
    const answer = await sendBytes(receiver.port, [`${head(["content-length: 100"])}{"a":`]);
    expect(answer).toMatchObject({ status: 408, body: sentence });
    expect(receiver.records()).toEqual([]);
  });

  it("holds up nobody else", async () => {
    receiver = await startReceiver();
    const slow = Array.from({ length: 200 }, () => receiver.connect());
    for (const socket of slow) socket.write(head(["content-length: 100"]));
    expect((await sendBytes(receiver.port, [small()])).status).toBe(200);
  });
});

describe("a head", () => {
  it("that is larger than any of Kazoo's is refused with 431", async () => {
    receiver = await startReceiver();
    const answer = await sendBytes(receiver.port, [head([`x-long: ${"x".repeat(1_100_000)}`])]);
    expect(answer.status).toBe(431);
  });

  it.each([1_990, 2_000, 20_000])("with %i headers is kept whole or refused", async (count) => {
    receiver = await startReceiver();
    const many = Array.from({ length: count }, (_, number) => `x-${number}: ${number}`);
    const request = `${head([...many, "content-length: 2"])}{}`;
    const { status } = await sendBytes(receiver.port, [request]);
    expect(status).toBe(count < 1_998 ? 200 : 431);
    const kept = receiver.records().map(({ headers }) => headers.length);
    expect(kept).toEqual(status === 200 ? [count + 2] : []);
  });

  it.each([
    ["18,000 parameters", `?${"&a=b".repeat(18_000)}`, []],
    ["600 kB of query", `?${"x".repeat(600_000)}`, []],
    ["%ff in any place", "/%ff?%ff=%ff&%", []],
    ["6,000 cookies", "", [`cookie: ${"a=b; ".repeat(6_000)}`]],
  ])("with %s is a delivery as any other", async (_name, rest, headers) => {
    receiver = await startReceiver();
    const request = head(["content-length: 0", ...headers], receiver.key + rest);
    expect((await sendBytes(receiver.port, [request])).status).toBe(200);
    expect(receiver.records()[0]?.query ?? "").toBe(rest.split("?")[1] ?? "");
  });

  it("with two lengths is 400", async () => {
    receiver = await startReceiver();
    for (const lines of [
      ["content-length: 2", "content-length: 2"],
      ["content-length: 2", "content-length: 3"],
      ["content-length: 2", "transfer-encoding: chunked"],
    ]) {
      const answer = await sendBytes(receiver.port, [`${head(lines)}{}`]);
      expect(answer).toMatchObject({ status: 400, body: sentence });
    }
    expect(receiver.records()).toEqual([]);
  });
});

describe("too much under one key", () => {
  it("is asked to come again, and taken once there is room; others notice nothing", async () => {
    receiver = await startReceiver({ changes: { limits: { memoryBytes: 4_000 } } });
    const body = "x".repeat(1_500);
    const request = (key?: string) => `${head([`content-length: ${body.length}`], key)}${body}`;
    const first = receiver.connect();
    first.write(request().slice(0, -500));
    await receiver.bytesRead(1_000);
    const refused = await sendBytes(receiver.port, [request()]);
    expect(refused).toMatchObject({ status: 503, body: sentence, headers: { "retry-after": "1" } });
    expect((await sendBytes(receiver.port, [request(otherKey)])).status).toBe(200);
    const answered = new Promise((resolve) => first.once("data", resolve));
    first.write(request().slice(-500));
    await answered;
    expect((await sendBytes(receiver.port, [request()])).status).toBe(200);
    expect(receiver.records()).toHaveLength(3);
    expect(receiver.log()).toContain('"excess":"bytes"');
  });

  it("is no more a second than the setting says, and what is too much may come again later", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    receiver = await startReceiver({ env: { RECEIVER_MAX_PER_SECOND: "5" } });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => sendBytes(receiver.port, [small()])),
    );
    const waits = answers.flatMap(({ status, headers }) =>
      status === 503 ? [Number(headers["retry-after"])] : [],
    );
    expect(waits).toHaveLength(55);
    expect(Math.max(...waits)).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect((await sendBytes(receiver.port, [small(otherKey)])).status).toBe(200);
    expect(receiver.report().deliveries.limited).toBe(waits.length);
    expect(receiver.log().match(/beyond their key's limits/g)).toHaveLength(1);
  });

  it("ends a connection beyond the limit with its answer, and keeps the others", async () => {
    receiver = await startReceiver({ changes: { limits: { maxConnections: 2 } } });
    const kept = [receiver.connect(), receiver.connect()];
    for (const socket of kept) {
      socket.write(small());
      await new Promise((resolve) => socket.once("data", resolve));
    }
    const answer = await sendBytes(receiver.port, [small()]);
    expect(answer).toMatchObject({ status: 503, headers: { connection: "close" } });
    for (const socket of kept) {
      const answered = new Promise((resolve) => socket.once("data", resolve));
      socket.write(small());
      expect(String(await answered)).toContain("200 OK");
    }
    expect((await sendBytes(receiver.port, [small(otherKey)])).status).toBe(200);
  });

  it("is a body of more pieces than anybody needs", async () => {
    receiver = await startReceiver();
    const request = head(["transfer-encoding: chunked"]) + "1\r\nx\r\n".repeat(3_000);
    const answer = await sendBytes(receiver.port, [request]);
    expect(answer).toMatchObject({ status: 400, body: sentence });
  });
});

describe("one key's worst behaviour", () => {
  it.each([
    ["33 chunked uploads of one byte", 33, `transfer-encoding: chunked\r\n\r\n1\r\nx\r\n`],
    ["1,000 half-sent bodies", 1_000, "content-length: 8000000\r\n\r\nx"],
    ["bodies that fill the memory", 70, `content-length: 8000000\r\n\r\n${"x".repeat(64_000)}`],
  ])("(%s) leaves another's deliveries alone", async (_name, count, rest) => {
    const limits = { memoryBytes: 4 * 1024 * 1024 };
    receiver = await startReceiver({ changes: { limits } });
    for (let number = 0; number < count; number += 1) {
      receiver.connect().write(`POST /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\n${rest}`);
    }
    const body = "y".repeat(500_000);
    const request = `${head([`content-length: ${body.length}`], otherKey)}${body}`;
    for (let number = 0; number < 5; number += 1) {
      expect((await sendBytes(receiver.port, [request])).status).toBe(200);
    }
    expect(receiver.records().map(({ scope }) => scope)).toEqual(Array(5).fill(otherScope));
  });

  it("holds no memory by announcing it", async () => {
    const limits = { memoryBytes: 4 * 1024 * 1024 };
    receiver = await startReceiver({ changes: { limits } });
    for (let number = 0; number < 100; number += 1) {
      receiver.connect().write(`${head(["content-length: 8000000"])}x`);
    }
    const body = "y".repeat(1_000_000);
    const request = `${head([`content-length: ${body.length}`])}${body}`;
    expect((await sendBytes(receiver.port, [request])).status).toBe(200);
  });
});
