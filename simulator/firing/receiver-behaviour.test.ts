import type http from "node:http";
import net from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { JsonObject } from "../json/json";
import { type Simulator, startSimulator } from "../simulator";
import { type Receiver, type ReceiverBehaviour, startReceiver } from "../testing/receiver";

let simulator: Simulator;
let receiver: Receiver;
let behave: ReceiverBehaviour;

beforeAll(async () => {
  receiver = await startReceiver((request, response) => behave(request, response));
  const clock = createClock({ manual: true });
  simulator = await startSimulator({ clock, allowLoopback: true, resolveHosts: "loopback-only" });
});
beforeEach(() => {
  simulator.reset();
  receiver.requests.length = 0;
  behave = (_request, response) => response.end();
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

function install(fields: JsonObject = {}, id = "w"): void {
  const { world } = simulator;
  const uri = `${receiver.url}/here`;
  const all = { name: id, hook: "all", uri, http_verb: "post", retries: 2, ...fields };
  world.webhooks.set(id, world.newDocument(world.masterAccountId, all, id));
  simulator.restartFiring();
}

const fire = (payload: JsonObject = { a: "1" }) =>
  simulator.fire({ accountId: simulator.world.masterAccountId, trigger: "sms", payload });

async function done(fired: Promise<void>): Promise<void> {
  let isDone = false;
  void fired.then(() => {
    isDone = true;
  });
  while (!isDone) {
    await simulator.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const attempts = () => simulator.world.attempts.map(({ fields }) => fields);
const methods = () => receiver.requests.map(({ method, url }) => `${method} ${url}`);

const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): ReceiverBehaviour =>
  ({ url }, response) =>
    response.writeHead(url === "/there" ? 200 : code, url === "/there" ? {} : headers).end();

describe("what a receiver answers decides (docs/kazoo.md#answers-and-retries)", () => {
  test.each([
    ["post", 200, 0],
    ["get", 201, 1],
    ["post", 201, 1],
    ["put", 201, 0],
    ...[202, 204, 400, 401, 403, 404, 410, 429, 500, 502, 503].map(
      (code): [string, number, number] => ["post", code, 1],
    ),
  ])("%s answered %i: one request, %i failed attempts", async (http_verb, code, failed) => {
    behave = status(code);
    install({ http_verb });
    await fire();
    expect(receiver.requests).toHaveLength(1);
    expect(attempts()).toHaveLength(failed);
  });

  const there = { location: "/there" };
  test.each([
    ["post", 301, ["POST /here", "GET /there"], 0],
    ["post", 302, ["POST /here", "GET /there"], 0],
    ["post", 303, ["POST /here", "GET /there"], 0],
    ["post", 307, ["POST /here", "POST /there"], 0],
    ["post", 308, ["POST /here", "POST /there"], 0],
    ["put", 301, ["PUT /here"], 1],
    ["put", 307, ["PUT /here"], 1],
  ] as const)("%s redirected by %i", async (http_verb, code, expected, failed) => {
    behave = status(code, there);
    install({ http_verb, format: "json" });
    await fire();
    expect(methods()).toEqual(expected);
    expect(attempts()).toHaveLength(failed);
    const [first, second] = receiver.requests;
    if (second) expect(second.body).toBe(code > 303 ? first?.body : "");
  });

  test("a redirected GET leaves its query behind", async () => {
    behave = status(302, there);
    install({ http_verb: "get" });
    await fire();
    expect(receiver.requests[0]?.url).toMatch(/^\/here\?a=1&cluster_id=/);
    expect(receiver.requests[1]?.url).toBe("/there");
  });

  test("a redirect without a place is a failure, a circle ends after six requests", async () => {
    behave = status(302);
    install();
    await fire();
    expect(receiver.requests).toHaveLength(1);
    behave = status(302, { location: "/here" });
    await fire();
    expect(receiver.requests).toHaveLength(7);
    expect(attempts()).toHaveLength(2);
  });

  test.each(["0", "2", "10"])("503 with Retry-After %s is sent again, unseen", async (seconds) => {
    behave = (_request, response) => {
      const isReady = receiver.requests.length > 3;
      response.writeHead(isReady ? 200 : 503, isReady ? {} : { "retry-after": seconds }).end();
    };
    install();
    await done(fire());
    expect(receiver.requests).toHaveLength(4);
    expect(attempts()).toHaveLength(0);
  });

  test("503 with a date is a failure like any other", async () => {
    behave = status(503, { "retry-after": "Sat, 21 Nov 2026 20:10:00 GMT" });
    install();
    await fire();
    expect(receiver.requests).toHaveLength(1);
    expect(attempts()).toHaveLength(1);
  });

  test.each([
    ["close", "socket_closed_remotely"],
    ["reset", "socket_closed_remotely"],
    ["garbage", "unknown"],
  ])("%s is tried again, each try a failed attempt (%s)", async (kind, clientError) => {
    behave = (_request, { socket }) => {
      if (kind === "close") socket?.end();
      else if (kind === "reset") socket?.resetAndDestroy();
      else socket?.end("this is not HTTP\r\n\r\n");
    };
    install({ retries: 3 });
    await done(fire());
    expect(receiver.requests).toHaveLength(3);
    expect(attempts().map(({ client_error }) => client_error)).toEqual([
      ...[clientError, clientError, clientError],
    ]);
  });

  test.each([
    ["http://127.0.0.1:1/", "failed_connect: econnrefused"],
    ["http://nobody.example/", "failed_connect: nxdomain"],
    ["http://127.0.0.1/a b", "unknown"],
  ])("%s is never reached (%s)", async (uri, clientError) => {
    install({ uri, retries: 1 });
    await fire();
    expect(attempts()).toMatchObject([
      { client_error: clientError, retries: 1, retries_left: "retries exceeded" },
    ]);
  });

  test.each([
    [-1, 1],
    [0, 1],
    [1, 1],
    [4, 4],
    [9, 5],
  ])("retries %i means %i tries in all", async (retries, tries) => {
    install({ uri: "http://nobody.example/", retries });
    await done(fire());
    expect(attempts()).toHaveLength(tries);
  });

  test("a TLS handshake that nobody answers ends with the connect timeout", async () => {
    const silent = net.createServer((socket) => socket.on("error", () => {}).resume());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    const impatient = await startSimulator({ allowLoopback: true, connectTimeoutMs: 20 });
    const { world } = impatient;
    const fields = { hook: "sms", uri: `https://127.0.0.1:${port}/`, retries: 1 };
    world.webhooks.set("w", world.newDocument(world.masterAccountId, fields, "w"));
    impatient.restartFiring();
    await impatient.fire({ accountId: world.masterAccountId, trigger: "sms", payload: {} });
    expect(world.attempts.toArray()[0]?.fields.client_error).toBe("unknown");
    await impatient.close();
    await new Promise((resolve) => silent.close(resolve));
  });

  test("an answer may be chunked, close-delimited, HTTP/1.0 or large", async () => {
    const big = "x".repeat(1_000_000);
    const answers = [
      "HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nconnection: close\r\n\r\nuntil the end",
      "HTTP/1.0 200 OK\r\n\r\nold",
      `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${big.length}\r\n\r\n${big}`,
    ];
    const server = net.createServer((socket) => {
      socket.once("data", () => socket.end(answers.shift() ?? ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    install({ uri: `http://127.0.0.1:${port}/` });
    for (let count = 0; count < 4; count += 1) await fire();
    server.close();
    expect(answers).toEqual([]);
    expect(attempts()).toEqual([]);
  });
});

describe("connections", () => {
  const held: http.ServerResponse[] = [];
  const connections = new Set<unknown>();
  let fresh: Receiver;
  let isHolding = false;

  // Another receiver each time: no connection to it is left from before.
  beforeEach(async () => {
    held.length = 0;
    connections.clear();
    isHolding = false;
    fresh = await startReceiver((_request, response) => {
      if (!isHolding) return response.end();
      connections.add(response.socket);
      return held.push(response);
    });
    install({ uri: fresh.url });
  });
  afterEach(() => fresh.close());

  const received = (count: number) =>
    expect.poll(() => fresh.requests.length, { interval: 1 }).toBe(count);

  function letGo(): void {
    isHolding = false;
    for (const response of held.splice(0)) response.end();
  }

  test("that were answered once take five more requests while they are busy", async () => {
    await fire();
    isHolding = true;
    const fired = Array.from({ length: 8 }, (_, index) => fire({ n: String(index) }));
    // One on the kept connection with five behind it; the other two on connections of their own.
    await received(1 + 3);
    expect(connections.size).toBe(3);
    letGo();
    await Promise.all(fired);
    expect(fresh.requests).toHaveLength(9);
  });

  test("to a receiver that hangs hold other webhooks' requests back", async () => {
    await fire();
    isHolding = true;
    const hanging = fire({ n: "hangs" });
    await received(2);
    const behind = fire({ n: "waits" });
    await simulator.advance(600);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fresh.requests).toHaveLength(2);
    letGo();
    await Promise.all([hanging, behind]);
    expect(fresh.requests).toHaveLength(3);
    expect(attempts()).toEqual([]);
  });

  test("of a burst are as many as its requests when none was answered yet", async () => {
    isHolding = true;
    const fired = Array.from({ length: 20 }, () => fire());
    await received(20);
    expect(connections.size).toBe(20);
    letGo();
    await Promise.all(fired);
  });
});
