import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { problemSchema } from "@/lib/domain/problem";
import { type RawAnswer, sendBytes } from "../../support/http/raw-http";
import { type ConsoleProgram, startConsole } from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";

vi.setConfig({ testTimeout: 60_000 });

let console: ConsoleProgram;
let pages: PageServer;
let below: PageServer;
beforeAll(async () => {
  console = await startConsole((request, response) => {
    request.resume().on("end", () => response.end(`seen ${request.method} ${request.url}`));
  });
  pages = await startPageServer({ socketPath: console.socketPath });
  below = await startPageServer({ socketPath: console.socketPath, basePath: "/hookline" });
});
afterAll(async () => {
  await pages.stop();
  await below.stop();
  await console.stop();
});

function send(
  target: string,
  lines: readonly string[] = [],
  { method = "GET", port = pages.port } = {},
): Promise<RawAnswer> {
  const head = [`${method} ${target} HTTP/1.1`, "host: x", ...lines, "", ""];
  return sendBytes(port, [Buffer.from(head.join("\r\n"), "latin1")]);
}

/** The text that brings what `make` makes to exactly so many bytes. */
function filled(bytes: number, make: (filling: string) => string): string {
  return make("x".repeat(bytes - make("").length));
}

const cookies = (count: number): string =>
  Array.from({ length: count }, (_, number) => `c${number}=1`).join("; ");
const headers = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => `x-${number}: 1`);
const parameters = (count: number): string =>
  `/events?${Array.from({ length: count }, (_, number) => `a${number}`).join("&")}`;
const headOf = (bytes: number): string[] => {
  const start = "GET / HTTP/1.1\r\nhost: x\r\n\r\n".length;
  return [filled(bytes - start - 2, (filling) => `x-long: ${filling}`)];
};

describe("the largest that is passed, and one more", () => {
  it.each([
    ["a target of 4 KiB", 4_096, (n: number) => send(filled(n, (x) => `/events?q=${x}`))],
    ["a path of 4 KiB", 4_096, (n: number) => send(filled(n, (x) => `/${x}`))],
    ["100 parameters", 100, (n: number) => send(parameters(n))],
    ["100 empty parameters", 100, (n: number) => send(`/?${"&".repeat(n - 1)}`)],
    [
      "8 KiB of cookies",
      8_192,
      (n: number) => send("/", [`cookie: ${filled(n, (x) => `a=${x}`)}`]),
    ],
    [
      "8 KiB of cookies in two headers",
      8_192,
      (n: number) => send("/", ["cookie: a=1234", `Cookie: ${filled(n - 7, (x) => `b=${x}`)}`]),
    ],
    ["100 cookies", 100, (n: number) => send("/", [`cookie: ${cookies(n)}`])],
    ["100 headers", 100, (n: number) => send("/", headers(n - 1))],
    ["a head of 16 KiB", 16_384, (n: number) => send("/", headOf(n))],
  ])("%s", async (_, limit, sendWith) => {
    expect(await sendWith(limit)).toMatchObject({ status: 200 });
    const refused = await sendWith(limit + 1);
    expect(refused.status).toBe(431);
    expect(refused.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(refused.body).toMatch(/^[A-Z][^\n]+\.\n$/);
  });

  it("is refused with a problem in the API", async () => {
    const refused = await send(`/api/accounts?${"a&".repeat(200)}`);
    expect(refused.status).toBe(431);
    expect(refused.headers["content-type"]).toBe("application/problem+json");
    const problem = problemSchema.parse(JSON.parse(refused.body));
    expect(problem).toMatchObject({ status: 431, code: "head_too_large" });
    expect(problem.requestId).toBe(refused.headers["x-request-id"]);
  });

  it("leaves the connection usable", async () => {
    const request = (target: string) => `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const pipelined =
      request(parameters(101)) + request("/next").replace("host", "connection: close\r\nhost");
    const socket = connect(pages.port, "127.0.0.1");
    socket.write(pipelined);
    const body = await text(socket);
    expect(body).toMatch(/^HTTP\/1.1 431 /);
    expect(body).toContain("seen GET /next");
  });
});

describe("worse than anything a browser sends", () => {
  it.each([
    ["18,000 parameters", () => send(`/login?${"a&".repeat(18_000)}`)],
    ["100,000 parameters", () => send(`/login?${"a0&".repeat(100_000)}`)],
    ["6,000 cookies", () => send("/", [`cookie: ${cookies(6_000)}`])],
    [
      "6,000 cookie headers",
      () =>
        send(
          "/",
          Array.from({ length: 6_000 }, () => "cookie: a=1"),
        ),
    ],
    ["a head of 1 MB", () => send("/", [`x-long: ${"x".repeat(1_000_000)}`])],
    ["a target of 1 MB", () => send(`/${"x".repeat(1_000_000)}`)],
  ])("%s is answered and never reaches the console", async (_, sendIt) => {
    const before = console.requests.length;
    expect((await sendIt()).status).toBe(431);
    expect(console.requests).toHaveLength(before);
  });
});

describe("an odd target", () => {
  it.each([
    ["//", "/"],
    ["//evil.example/x", "/evil.example/x"],
    ["/\\evil.example/x", "/evil.example/x"],
    ["/a//b", "/a/b"],
    ["/a/../../etc/passwd", "/etc/passwd"],
    ["/a/%2e%2E/b", "/b"],
    ["/a/.%2e/b?c=/../d//e", "/b?c=/../d//e"],
    ["http://evil.example/login?a=b", "/login?a=b"],
    ["https://evil.example", "/"],
    ["/login?a#b", "/login?a"],
    ["/a%2Fb?c=%E2%82%AC", "/a%2Fb?c=%E2%82%AC"],
    ["/login?", "/login?"],
  ])("%s is %s to the console", async (target, seen) => {
    expect((await send(target)).body).toBe(`seen GET ${seen}`);
  });

  it.each([
    "/api/accounts/%ff/events",
    "/%ff",
    "/%",
    "/%zz",
    "/%e2%82",
    "/%c0%ae%c0%ae/x",
    "/%ed%a0%80",
    "/?q=%ff",
    "/?q=100%",
    "/api/accounts?parent=%zz",
    "/%00",
    "/a%00b",
    "/?q=%00",
    "/a%0d%0aset-cookie:x",
    "/a%7f",
    "/..%2f..%2fetc/passwd",
    "/a/..%5c..%5cb",
    "/a%2f..%2fb",
    "*",
  ])("%s is refused with 400", async (target) => {
    const before = console.requests.length;
    const refused = await send(target);
    expect(refused.status).toBe(400);
    if (target.startsWith("/api/")) {
      const problem = problemSchema.parse(JSON.parse(refused.body));
      expect(problem).toMatchObject({ code: "bad_request", status: 400 });
    } else {
      expect(refused.body).toMatch(/^[A-Z][^\n]+\.\n$/);
    }
    expect(console.requests).toHaveLength(before);
  });
});

describe("under a base path", () => {
  it.each([
    ["/hookline", "/hookline"],
    ["/hookline/?a=b", "/hookline?a=b"],
    ["/hookline/login?a=b", "/hookline/login?a=b"],
    ["//hookline//login", "/hookline/login"],
    ["/login", "/hookline/login"],
    ["/", "/hookline"],
    ["/hookline/a/", "/hookline/a/"],
  ])("%s is %s to the console", async (target, seen) => {
    expect((await send(target, [], { port: below.port })).body).toBe(`seen GET ${seen}`);
  });

  it("the API answers with problems too", async () => {
    const refused = await send("/hookline/api/%ff", [], { port: below.port });
    expect(refused.headers["content-type"]).toBe("application/problem+json");
  });
});

describe("a method", () => {
  it.each(["TRACE", "PROPFIND", "PURGE", "M-SEARCH"])("%s is refused with 405", async (method) => {
    const refused = await send("/", [], { method });
    expect(refused.status).toBe(405);
    expect(refused.headers.allow).toContain("GET");
  });

  it.each(["PUT", "DELETE", "OPTIONS"])("%s is the console's business", async (method) => {
    expect((await send("/x", [], { method })).body).toBe(`seen ${method} /x`);
  });
});

describe("a head that means two things", () => {
  it.each([
    ["host: y"],
    ["transfer-encoding: gzip, chunked"],
    ["transfer-encoding: chunked", "content-length: 3"],
    ["content-length: 3", "content-length: 4"],
  ])("%s is refused with 400", async (...lines) => {
    const before = console.requests.length;
    const head = ["POST / HTTP/1.1", "host: x", ...lines, "", "0\r\n\r\n"].join("\r\n");
    expect((await sendBytes(pages.port, [head])).status).toBe(400);
    expect(console.requests).toHaveLength(before);
  });

  it.each(["a b", "a/b", "x@evil.example", "a?b", "[::1", ""])(
    "Host %j is refused",
    async (host) => {
      const answer = await sendBytes(pages.port, [`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`]);
      expect(answer.status).toBe(400);
    },
  );

  it.each(["x.example", "x.example:8443", "[::1]:3000", "127.0.0.1"])(
    "Host %s is passed",
    async (host) => {
      const answer = await sendBytes(pages.port, [`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`]);
      expect(answer.status).toBe(200);
    },
  );
});

describe("a wish for another protocol", () => {
  it.each([
    ["connection: Upgrade", "upgrade: websocket", "sec-websocket-key: x"],
    ["connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABk"],
    ["connection: upgrade", "upgrade: foo/1"],
  ])("is answered as if there were none: %s, %s", async (...lines) => {
    for (const target of ["/login", "/_next/webpack-hmr", "/api/session"]) {
      expect((await send(target, lines)).body).toBe(`seen GET ${target}`);
    }
    expect(console.requests.at(-1)?.headers).not.toHaveProperty("upgrade");
    expect((await send("/receive/key", lines)).body).toBe("stored");
  });

  it("loses no body", async () => {
    const head = "POST /receive/key HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: h2c\r\n";
    const answer = await sendBytes(pages.port, [`${head}content-length: 2\r\n\r\n{}`]);
    expect(answer.body).toBe("stored");
  });
});

it("each own answer has the headers that keep it harmless", async () => {
  for (const target of ["/%ff", "/api/%ff", parameters(101)]) {
    expect((await send(target)).headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  }
});
