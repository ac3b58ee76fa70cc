import { once } from "node:events";
import { connect } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { acme } from "../support/new-event";
import { sendBytes } from "../support/raw-http";
import { startReceiver, type TestReceiver } from "../support/receiver";

let receiver: TestReceiver;
afterEach(() => receiver.stop());

function url(path = ""): string {
  return `http://127.0.0.1:${receiver.port}/receive/${receiver.key}${path}`;
}

function post(body: string | Uint8Array<ArrayBuffer>, contentType = "application/json") {
  return fetch(url(), { method: "POST", body, headers: { "content-type": contentType } });
}

async function stored(): Promise<readonly EventSummary[]> {
  return receiver.eventStore.since(acme, 0, 1000);
}

function rawGet(target: string): string {
  return `GET ${target} HTTP/1.1\r\ncontent-length: 0\r\nte: \r\nhost: x\r\nconnection: keep-alive\r\nx-hook-id: abc\r\n\r\n`;
}

describe("the receiver", () => {
  it("answers 200 once the event can be read, and tells the broker", async () => {
    receiver = await startReceiver();
    const seen: EventSummary[] = [];
    receiver.broker.subscribe(acme, (event) => seen.push(event));
    const answer = await post('{"id":"u1","type":"user","action":"doc_deleted"}');
    expect(answer.status).toBe(200);
    expect(await stored()).toEqual(seen);
    expect(seen).toMatchObject([{ kind: "object", action: "doc_deleted", sequence: 1 }]);
  });

  it.each([
    ["PUT", "application/json", '{"a":"b"}'],
    ["POST", "application/x-www-form-urlencoded", "a=b"],
    ["POST", "text/plain", '{"a":"b"}'],
    ["POST", "text/plain", "a=b"],
    ["POST", "application/json", "a=b"],
    ["POST", "application/x-www-form-urlencoded", '{"a":"b"}'],
  ])("reads a %s of %s: %s", async (method, contentType, body) => {
    receiver = await startReceiver();
    const answer = await fetch(url(), { method, body, headers: { "content-type": contentType } });
    expect(answer.status).toBe(200);
    const [event] = await stored();
    const detail = await receiver.eventStore.get(acme, event?.id ?? "");
    expect(detail).toMatchObject({ payload: { a: "b" }, problem: null, method });
  });

  it.each([
    ["application/json", '{"a":', "invalid_json"],
    ["application/json", "", "empty_body"],
    ["application/x-www-form-urlencoded", "a=%ff", "invalid_form"],
    ["multipart/form-data; boundary=x", "--x\r\n\r\n--x--", "unsupported_content_type"],
    ["application/json", "[".repeat(300) + "]".repeat(300), "too_deep"],
    ["application/x-www-form-urlencoded", "a=1&".repeat(20_001), "too_many_fields"],
  ])("stores a %s body it can't decode, with the problem", async (contentType, body, code) => {
    receiver = await startReceiver();
    expect((await post(body, contentType)).status).toBe(200);
    const [event] = await stored();
    expect(event?.problem?.code).toBe(code);
    const detail = await receiver.eventStore.get(acme, event?.id ?? "");
    expect(Buffer.from(detail?.bodyBase64 ?? "", "base64").toString()).toBe(body);
  });

  it("answers 404 for an unknown key and stores nothing", async () => {
    receiver = await startReceiver();
    const base = `http://127.0.0.1:${receiver.port}/receive`;
    for (const path of ["/nobody", "/", `/${receiver.key}x`, `/${receiver.key.slice(1)}`]) {
      expect((await fetch(base + path, { method: "POST", body: "{}" })).status).toBe(404);
    }
    expect(await stored()).toEqual([]);
  });

  it.each(["DELETE", "PATCH", "HEAD", "OPTIONS"])("answers 405 to %s", async (method) => {
    receiver = await startReceiver();
    const answer = await fetch(url(), { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, POST, PUT");
  });

  it("takes a body of exactly the limit", async () => {
    receiver = await startReceiver({ bodyLimitBytes: 1000 });
    expect((await post(JSON.stringify("x".repeat(998)))).status).toBe(200);
  });

  it("refuses a body that says it is larger than the limit, before reading it", async () => {
    receiver = await startReceiver({ bodyLimitBytes: 1000 });
    const head = `POST /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\ncontent-length: 20971520\r\n\r\n`;
    const answer = await sendBytes(receiver.port, [head]);
    expect(answer.status).toBe(413);
    expect(answer.headers.connection).toBe("close");
    expect(await stored()).toEqual([]);
  });

  it("refuses a body without a length once it has grown larger than the limit", async () => {
    receiver = await startReceiver({ bodyLimitBytes: 100_000 });
    const head = `POST /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await sendBytes(receiver.port, [head, ...Array<string>(200).fill(chunk)]);
    expect(answer.status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  it("keeps the connection open for the next delivery", async () => {
    receiver = await startReceiver();
    const request = `PUT /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`;
    const answer = await sendBytes(receiver.port, [request]);
    expect(answer.headers.connection).toBe("keep-alive");
  });

  it("stores nothing of a delivery whose sender went away", async () => {
    receiver = await startReceiver();
    const head = `POST /receive/${receiver.key} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{`;
    const socket = connect(receiver.port, "127.0.0.1", () => socket.end(head));
    socket.resume();
    await once(socket, "close");
    expect((await post("{}")).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it("asks Kazoo to send again when the event can't be stored", async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const append = () => Promise.reject(new Error("disk full"));
    receiver = await startReceiver({
      logger: pino({ level: "info" }, sink),
      storeFor: (store) => ({ ...store, append }),
    });
    const answer = await post("{}");
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    const broken = await sendBytes(receiver.port, [rawGet(`/receive/${receiver.key}?a b=1`)]);
    expect(broken).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    await fetch(`${url()}x`, { method: "POST", body: "{}" });
    const log = lines.join("");
    expect(log).toContain("disk full");
    expect(log).toContain("unknown receiver key");
    expect(log).not.toContain(receiver.key);
  });

  it("stores what comes while many send at once, each once", async () => {
    receiver = await startReceiver();
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    const answers = await Promise.all(numbers.map((n) => post(JSON.stringify({ number: n }))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const found = (await stored()).map(({ facts }) => Number(facts.number));
    expect(found.sort((a, b) => a - b)).toEqual(numbers);
  });
});

describe("a request line that Node's parser refuses", () => {
  const target = () => `/receive/${receiver.key}?a b=x+y&grüße=w%C3%B6rld`;
  const payload = { "a b": "x y", grüße: "wörld" };

  async function payloads(): Promise<unknown[]> {
    const details = (await stored()).map(({ id }) => receiver.eventStore.get(acme, id));
    return (await Promise.all(details)).map((detail) => detail?.payload);
  }

  it("is taken as it is", async () => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet(target())])).status).toBe(200);
    expect(await payloads()).toEqual([payload]);
    const [event] = await stored();
    expect(event).toMatchObject({ method: "GET", webhookId: "abc" });
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
    expect(await payloads()).toEqual([{ ...payload, long: "x".repeat(600_000) }]);
  });

  it("is asked for again when its start was lost, and then taken though it comes in pieces", async () => {
    receiver = await startReceiver();
    const text = Buffer.from(rawGet(target()));
    const pieces = [text.subarray(0, 30), text.subarray(30)];
    const firstSeen = () => receiver.bytesRead(30);
    const lost = await sendBytes(receiver.port, pieces, firstSeen);
    expect(lost).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    expect(await stored()).toEqual([]);
    const again = await sendBytes(receiver.port, pieces, firstSeen);
    expect(again.status).toBe(200);
    expect(await payloads()).toEqual([payload]);
  });

  it("is 404 for an unknown key", async () => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet("/receive/nobody?a b=1")])).status).toBe(404);
  });

  it.each(["/somewhere?a b=1", "/receive?a b=1"])("is 400 for %s", async (elsewhere) => {
    receiver = await startReceiver();
    expect((await sendBytes(receiver.port, [rawGet(elsewhere)])).status).toBe(400);
  });

  it.each(["\x16\x03\x01\x02\x00\x01\x00", "no http at all\r\n\r\n"])(
    "is 400 where it is none: %j",
    async (bytes) => {
      receiver = await startReceiver();
      expect((await sendBytes(receiver.port, [bytes])).status).toBe(400);
    },
  );

  it("is 431 when the head is larger than any that Kazoo sends", async () => {
    receiver = await startReceiver();
    const long = rawGet(`/receive/${receiver.key}?a b=${"x".repeat(1_200_000)}`);
    expect((await sendBytes(receiver.port, [long])).status).toBe(431);
  });
});
