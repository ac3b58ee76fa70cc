import { afterEach, describe, expect, it, vi } from "vitest";
import { type RawAnswer, sendBytes } from "../../support/http/raw-http";
import { type ConsoleProgram, startConsole } from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";
import { until } from "../../support/pages/until";

vi.setConfig({ testTimeout: 60_000 });

let console: ConsoleProgram;
let pages: PageServer;
afterEach(async () => {
  await pages.stop();
  await console.stop();
});

async function start(options: Partial<Parameters<typeof startPageServer>[0]> = {}): Promise<void> {
  console = await startConsole((request, response) => {
    request.resume().on("end", () => response.end(JSON.stringify(request.rawHeaders)));
  });
  pages = await startPageServer({ socketPath: console.socketPath, ...options });
}

function send(lines: readonly string[], requestLine = "GET / HTTP/1.1"): Promise<RawAnswer> {
  return sendBytes(pages.port, [[requestLine, ...lines, "", ""].join("\r\n")]);
}

const address = ["x-hookline-client-address", "127.0.0.1"];
const own = ["Connection", "keep-alive"];

async function passed(lines: readonly string[], requestLine?: string): Promise<string[]> {
  await send(["host: x", ...lines], requestLine);
  const { rawHeaders = [] } = console.requests.at(-1) ?? {};
  return rawHeaders;
}

describe("what the console is sent", () => {
  it("is what came, in order and as written, and the address of the connection", async () => {
    await start();
    expect(await passed(["X-One: 1", "x-One: 2", "Cookie: a=b", "ACCEPT: text/html"])).toEqual(
      ["host", "x", "X-One", "1", "x-One", "2", "Cookie", "a=b", "ACCEPT", "text/html"].concat(
        address,
        own,
      ),
    );
  });

  it("keeps the bytes of a value that is no ASCII", async () => {
    await start();
    await sendBytes(pages.port, [
      "GET / HTTP/1.1\r\nhost: x\r\nx-name: ",
      Buffer.from([0xfc, 0xc3, 0xbc]),
      "\r\n\r\n",
    ]);
    expect(console.requests[0]?.headers["x-name"]).toBe("\u00fc\u00c3\u00bc");
  });

  it.each([
    "connection: close",
    "connection: keep-alive, x-mine\r\nx-mine: 1",
    "connection: X-MINE\r\nx-Mine: 1\r\nx-mine: 2",
    "connection: x-a\r\nconnection: x-b\r\nx-a: 1\r\nx-b: 2",
    "keep-alive: timeout=5",
    "proxy-connection: keep-alive",
    "te: trailers",
    "trailer: x",
    "upgrade: websocket",
    "connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: x",
    "x-hookline-client-address: 10.9.8.7",
    "X-Hookline-Client-Address: 10.9.8.7\r\nx-hookline-client-address: 10.9.8.6",
    "x-hookline-anything: 1",
    "connection: x-hookline-client-address",
    "x-forwarded-for: 10.9.8.7",
    "X-Forwarded-Host: evil.example",
    "x-forwarded-proto: https",
    "forwarded: for=10.9.8.7",
    "x-real-ip: 10.9.8.7",
  ])("does not have %j", async (lines) => {
    await start();
    expect(await passed([lines])).toEqual(["host", "x", ...address, ...own]);
  });

  it("keeps its host and length, whatever Connection names", async () => {
    await start();
    const lines = ["connection: host, content-length, cookie", "cookie: a=b", "content-length: 0"];
    expect(await passed(lines, "POST / HTTP/1.1")).toEqual(
      ["host", "x", "content-length", "0"].concat(address, own),
    );
  });

  it("has one framing of a chunked body", async () => {
    await start();
    await sendBytes(pages.port, [
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: Chunked\r\ntrailer: x-t\r\n\r\n2\r\n{}\r\n0\r\nx-t: 1\r\n\r\n",
    ]);
    expect(console.requests[0]?.rawHeaders).toEqual(
      ["host", "x", "transfer-encoding", "chunked"].concat(address, own),
    );
  });
});

describe("behind a trusted proxy", () => {
  it("keeps x-forwarded headers and takes the address that the proxy wrote", async () => {
    await start({ trustProxy: true });
    const lines = ["x-forwarded-for: 6.6.6.6, 203.0.113.9", "x-forwarded-proto: https"];
    const { rawHeaders = [] } = { rawHeaders: await passed(lines) };
    expect(rawHeaders).toContain("x-forwarded-proto");
    expect(rawHeaders.slice(-4)).toEqual(["x-hookline-client-address", "203.0.113.9", ...own]);
  });

  it("takes the last entry of the last line", async () => {
    await start({ trustProxy: true });
    await passed(["x-forwarded-for: 1.1.1.1", "x-forwarded-for: 2001:db8::1"]);
    expect(console.requests[0]?.headers["x-hookline-client-address"]).toBe("2001:db8::1");
  });

  it.each(["x-forwarded-for:", "x-forwarded-for: 1.1.1.1,", "x-a: b"])(
    "takes the connection's address with %j",
    async (line) => {
      await start({ trustProxy: true });
      await passed([line]);
      expect(console.requests[0]?.headers["x-hookline-client-address"]).toBe("127.0.0.1");
    },
  );

  it("still drops what only the receiver may say", async () => {
    await start({ trustProxy: true });
    await passed(["x-hookline-client-address: 10.9.8.7"]);
    expect(console.requests[0]?.headers["x-hookline-client-address"]).toBe("127.0.0.1");
  });
});

describe("what the client is sent", () => {
  it("has no header that is the console connection's own", async () => {
    console = await startConsole((_, response) => {
      response.writeHead(200, {
        connection: "keep-alive, x-mine",
        "x-mine": "1",
        "keep-alive": "timeout=99",
        "proxy-authenticate": "Basic",
        "x-kept": "1",
      });
      response.end("a");
    });
    pages = await startPageServer({ socketPath: console.socketPath });
    const { headers } = await send(["host: x"]);
    expect(headers).toMatchObject({ "x-kept": "1", connection: "keep-alive" });
    expect(headers).not.toHaveProperty("x-mine");
    expect(headers).not.toHaveProperty("proxy-authenticate");
    expect(headers["keep-alive"]).not.toBe("timeout=99");
  });
});

describe("an Expect header", () => {
  it("is answered here, and the body follows", async () => {
    await start();
    const head = [
      "POST / HTTP/1.1",
      "host: x",
      "expect: 100-continue",
      "content-length: 2",
      "",
      "",
    ];
    const answer = await sendBytes(pages.port, [`${head.join("\r\n")}{}`]);
    expect(answer.status).toBe(100);
    await until(() => console.requests.length === 1);
    expect(console.requests[0]?.headers).not.toHaveProperty("expect");
  });
});
