import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { type ConsoleProgram, startConsole } from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";
import { until } from "../../support/pages/until";

vi.setConfig({ testTimeout: 60_000 });

let console: ConsoleProgram;
let pages: PageServer;
const upgrades: string[][] = [];
let other: Socket | undefined;
beforeEach(async () => {
  upgrades.length = 0;
  console = await startConsole((request, response) => {
    request.resume().on("end", () => response.end(`seen ${request.method} ${request.url}`));
  });
  console.server.on("upgrade", (request, socket: Socket, head) => {
    upgrades.push([request.url ?? "", ...request.rawHeaders]);
    other = socket;
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n",
    );
    socket.write(head);
    socket.pipe(socket);
  });
  pages = await startPageServer({
    socketPath: console.socketPath,
    development: true,
    heads: { potBytes: 10_000 },
  });
});
afterEach(async () => {
  await pages.stop();
  await console.stop();
});

const wish = [
  "host: x",
  "connection: keep-alive, Upgrade",
  "upgrade: websocket",
  "sec-websocket-key: a",
];

async function upgrade(target: string, rest = ""): Promise<{ socket: Socket; seen: () => string }> {
  const socket = connect(pages.port, "127.0.0.1");
  let received = "";
  socket.on("data", (chunk) => {
    received += String(chunk);
  });
  socket.write([`GET ${target} HTTP/1.1`, ...wish, "", rest].join("\r\n"));
  await once(socket, "data");
  return { socket, seen: () => received };
}

it("passes hot reload's websocket both ways, for as long as it lasts", async () => {
  const { socket, seen } = await upgrade("/_next/webpack-hmr?id=1", "early");
  await until(() => seen().endsWith("early"));
  expect(seen()).toMatch(/^HTTP\/1.1 101 /);
  expect(upgrades[0]).toEqual([
    "/_next/webpack-hmr?id=1",
    ...["host", "x", "sec-websocket-key", "a", "x-hookline-client-address", "127.0.0.1"],
    ...["connection", "Upgrade", "upgrade", "websocket"],
  ]);
  // More than any head may have, over several rounds of the clock that looks for large heads.
  for (let round = 0; round < 5; round += 1) {
    socket.write("x".repeat(20_000));
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  await until(() => seen().length > 100_000);
  expect(socket.destroyed).toBe(false);
  socket.destroy();
  await until(() => other?.destroyed);
});

it("ends it when the console does", async () => {
  const { socket } = await upgrade("/_next/webpack-hmr");
  const closed = once(socket, "close");
  other?.destroy();
  await closed;
});

it("ends it when the console is not there", async () => {
  await console.stop();
  const socket = connect(pages.port, "127.0.0.1");
  socket.write(["GET /_next/webpack-hmr HTTP/1.1", ...wish, "", ""].join("\r\n"));
  expect(await text(socket)).toBe("");
});

it.each(["/login", "/api/session", "/_next/../login"])(
  "takes %s as an ordinary request",
  async (target) => {
    const answer = await sendBytes(pages.port, [
      [`GET ${target} HTTP/1.1`, ...wish, "", ""].join("\r\n"),
    ]);
    expect(answer.body).toMatch(/^seen GET \//);
    expect(upgrades).toEqual([]);
  },
);

it("takes a delivery as one, with its body, and the next on its connection", async () => {
  const socket = connect(pages.port, "127.0.0.1");
  let received = "";
  socket.on("data", (chunk) => {
    received += String(chunk);
  });
  for (const count of [1, 2, 3]) {
    const h2c = ["connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABk"];
    const body = "x".repeat(50_000);
    const head = [
      "POST /receive/known HTTP/1.1",
      "host: x",
      ...h2c,
      `content-length: ${body.length}`,
      "",
      "",
    ];
    socket.write(head.join("\r\n") + body);
    await until(() => received.split("stored").length === count + 1);
  }
  expect(upgrades).toEqual([]);
  socket.destroy();
});
