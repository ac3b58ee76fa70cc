import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import {
  startReceiver,
  type TestReceiver,
  type TestReceiverOptions,
} from "../../support/receiver/receiver";
import { otherKey, otherScope } from "../../support/receiver/receiver-keys";
import { acme } from "../../support/store/new-event";
import "../../support/patience";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

async function start(options?: TestReceiverOptions): Promise<void> {
  receiver = await startReceiver(options);
}

function url(path = ""): string {
  return `http://127.0.0.1:${receiver.port}/receive/${receiver.key}${path}`;
}

function post(body: string | Uint8Array<ArrayBuffer>, contentType = "application/json") {
  return fetch(url(), { method: "POST", body, headers: { "content-type": contentType } });
}

const head = (line: string, ...headers: string[]) =>
  [line, "host: x", ...headers, "", ""].join("\r\n");

describe("a delivery", () => {
  it("is answered 200 once its record can be read, whole and as it came", async () => {
    await start();
    const before = Date.now();
    const request = head(
      `POST /receive/${receiver.key}/more?a=b?c HTTP/1.1`,
      "Content-Type: text/x; Y=Z",
      "x-hook-id: h1",
      "X-Twice: 1",
      "x-twice: 2",
      "te: ",
      "content-length: 5",
    );
    const answer = await sendBytes(receiver.port, [`${request}\r\n\0é`]);
    expect(answer).toMatchObject({ status: 200, body: "ok" });
    const [record, ...others] = receiver.records();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      scope: acme,
      receiverKeyId: "id of acme-",
      method: "POST",
      query: "a=b?c",
      headers: [
        ["host", "x"],
        ["Content-Type", "text/x; Y=Z"],
        ["x-hook-id", "h1"],
        ["X-Twice", "1"],
        ["x-twice", "2"],
        ["te", ""],
        ["content-length", "5"],
      ],
    });
    expect(Buffer.from(record?.body ?? []).toString()).toBe("\r\n\0é");
    expect(record?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect(record?.receivedAt).toBeGreaterThanOrEqual(before);
    expect(record?.receivedAt).toBeLessThanOrEqual(Date.now());
  });

  it.each(["GET", "POST", "PUT"])("may be a %s, with and without a query", async (method) => {
    await start();
    for (const query of ["", "?", "?a=b"]) {
      const request = head(`${method} /receive/${receiver.key}${query} HTTP/1.1`);
      expect((await sendBytes(receiver.port, [request])).status).toBe(200);
    }
    const kept = receiver.records().map((record) => [record.method, record.query]);
    expect(kept).toEqual([
      [method, null],
      [method, ""],
      [method, "a=b"],
    ]);
  });

  it.each([
    ["application/json", '{"a":'],
    ["application/json", ""],
    ["application/x-www-form-urlencoded", "a=%ff"],
    ["application/json", "[".repeat(100_000)],
  ])("that nobody can decode (%s %j) is kept all the same", async (contentType, body) => {
    await start();
    expect((await post(body, contentType)).status).toBe(200);
    expect(Buffer.from(receiver.records()[0]?.body ?? []).toString()).toBe(body);
  });

  it("belongs to the account of its key", async () => {
    await start();
    await post("1");
    const other = `http://127.0.0.1:${receiver.port}/receive/${otherKey}`;
    expect((await fetch(other, { method: "PUT", body: "2" })).status).toBe(200);
    expect(receiver.records().map(({ scope }) => scope)).toEqual([acme, otherScope]);
  });

  it("is kept once each while many come at once", async () => {
    await start();
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    const answers = await Promise.all(numbers.map((number) => post(String(number))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const found = receiver.records().map(({ body }) => Number(Buffer.from(body).toString()));
    expect(found.sort((a, b) => a - b)).toEqual(numbers);
  });

  it("leaves its connection open for the next one", async () => {
    await start();
    const request = head(`PUT /receive/${receiver.key} HTTP/1.1`, "content-length: 2");
    const answer = await sendBytes(receiver.port, [`${request}{}`]);
    expect(answer.headers.connection).toBe("keep-alive");
  });

  it("is not kept when its sender went away in the middle", async () => {
    await start();
    const socket = receiver.connect();
    socket.end(`${head(`POST /receive/${receiver.key} HTTP/1.1`, "content-length: 100")}{`);
    socket.resume();
    await once(socket, "close");
    expect((await post("{}")).status).toBe(200);
    expect(receiver.records()).toHaveLength(1);
    expect(receiver.report().deliveries).toMatchObject({ stored: 1, aborted: 1 });
  });
});

describe("what is no delivery", () => {
  it.each(["nobody", "", `${"x".repeat(42)}`, `${"x".repeat(44)}`, `${"x".repeat(42)}.`, "%ff"])(
    "the key %j is 404 at once, whether there is a console or not",
    async (key) => {
      await start();
      const answer = await fetch(`http://127.0.0.1:${receiver.port}/receive/${key}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("no such receiver");
      expect(receiver.records()).toEqual([]);
    },
  );

  it.each(["DELETE", "PATCH", "OPTIONS"])("a %s is 405 and says what is taken", async (method) => {
    await start();
    const answer = await fetch(url(), { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, POST, PUT");
  });

  it("a HEAD, as uptime checks send it, says whether the receiver is there and keeps nothing", async () => {
    await start();
    expect((await fetch(url(), { method: "HEAD" })).status).toBe(200);
    const wrong = await fetch(`${url()}x`, { method: "HEAD" });
    expect(wrong.status).toBe(404);
    expect(receiver.records()).toEqual([]);
  });

  it("health is answered here, in no time and without the console", async () => {
    await start();
    const health = `http://127.0.0.1:${receiver.port}/api/health`;
    const answer = await fetch(health);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ status: "ok" });
    expect((await fetch(health, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(health, { method: "POST" })).status).toBe(405);
  });

  it.each([
    ["OPTIONS * HTTP/1.1", 404],
    ["CONNECT hookline.example:443 HTTP/1.1", 405],
  ])("%s is answered with a sentence", async (line, status) => {
    await start();
    const answer = await sendBytes(receiver.port, [head(line)]);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/^[A-Z].*\.$/);
  });
});

describe("a body's size", () => {
  const env = { RECEIVER_BODY_LIMIT_BYTES: "2000" };

  it("may be exactly the limit", async () => {
    await start({ env });
    expect((await post("x".repeat(2000))).status).toBe(200);
  });

  it("is refused before reading when it is said to be larger", async () => {
    await start({ env });
    const request = head(`POST /receive/${receiver.key} HTTP/1.1`, "content-length: 20971520");
    const answer = await sendBytes(receiver.port, [request]);
    expect(answer).toMatchObject({ status: 413, headers: { connection: "close" } });
    expect(receiver.records()).toEqual([]);
  });

  it("is refused once it has grown larger, when it wasn't said", async () => {
    await start({ env: { RECEIVER_BODY_LIMIT_BYTES: "100000" } });
    const request = head(`POST /receive/${receiver.key} HTTP/1.1`, "transfer-encoding: chunked");
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await sendBytes(receiver.port, [request, ...Array<string>(200).fill(chunk)]);
    expect(answer.status).toBe(413);
    expect(receiver.records()).toEqual([]);
    expect(receiver.report().deliveries).toMatchObject({ tooLarge: 1, stored: 0 });
  });
});

it("each answer forbids browsers to guess what it is", async () => {
  await start();
  const paths = [`/receive/${receiver.key}`, "/receive/nobody", "/api/health"];
  for (const path of paths) {
    const answer = await fetch(`http://127.0.0.1:${receiver.port}${path}`);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  }
  const broken = await sendBytes(receiver.port, [head("GET /receive/x y HTTP/1.1")]);
  expect(broken.headers["x-content-type-options"]).toBe("nosniff");
});

it("senders without a key fill no log: one line a minute, with the last one's address", async () => {
  await start({ env: { TRUST_PROXY: "true" } });
  const send = (address: string) =>
    fetch(`http://127.0.0.1:${receiver.port}/receive/nobody`, {
      headers: { "x-forwarded-for": `10.0.0.1, ${address}` },
    });
  for (let number = 1; number <= 50; number += 1) await send(`192.0.2.${number}`);
  const lines = () => receiver.log().match(/receiver keys that nobody has/g);
  expect(lines()).toHaveLength(1);
  expect(receiver.log()).toContain("192.0.2.1");
  await receiver.stop();
  expect(lines()).toHaveLength(2);
  expect(receiver.log()).toMatch(/"client":"192.0.2.50".*"count":49/);
  expect(receiver.log()).not.toContain(receiver.key);
});
