import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { get, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openSlowly, restOf } from "../../support/http/slow-client";
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

async function start(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  console = await startConsole(handle);
  pages = await startPageServer({ socketPath: console.socketPath });
}

const megabyte = Buffer.alloc(1024 * 1024, "x");

/** Writes until nothing more is taken for as long as many turns of the loop; the bytes taken. */
function writeUntilFull(response: ServerResponse): { written: number } {
  const state = { written: 0 };
  const more = (): void => {
    while (!response.destroyed) {
      state.written += megabyte.length;
      if (!response.write(megabyte)) break;
    }
  };
  response.on("drain", more);
  more();
  return state;
}

async function untilStill(read: () => number): Promise<number> {
  for (let last = -1; ; ) {
    const now = read();
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

describe("an answer", () => {
  it("comes with the console's status, headers and bytes", async () => {
    const body = randomBytes(300_000);
    await start((_, response) => {
      response.writeHead(203, "As It Is", [
        "set-cookie",
        "a=1",
        "set-cookie",
        "b=2",
        "etag",
        '"x"',
      ]);
      response.end(body);
    });
    const answer = await fetch(`${pages.url}/login`);
    expect(answer.status).toBe(203);
    expect(answer.statusText).toBe("As It Is");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(answer.headers.get("etag")).toBe('"x"');
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  });

  it.each(["HEAD", "GET"])("without a body comes whole for %s", async (method) => {
    await start((_, response) => response.writeHead(304, { etag: '"x"' }).end());
    expect((await fetch(`${pages.url}/`, { method })).status).toBe(304);
    expect((await fetch(`${pages.url}/`, { method })).status).toBe(304);
  });

  it("to HEAD keeps the length of what GET would bring", async () => {
    await start((_, response) => response.writeHead(200, { "content-length": 5 }).end());
    const answer = await fetch(`${pages.url}/`, { method: "HEAD" });
    expect(answer.headers.get("content-length")).toBe("5");
  });

  it("is an event stream whose head and events come when they are written", async () => {
    let write: (text: string) => void = () => {};
    await start((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      write = (text) => void response.write(text);
    });
    const answer = await openSlowly(`${pages.url}/api/stream`);
    expect(answer.headers["content-type"]).toBe("text/event-stream");
    const chunks = answer[Symbol.asyncIterator]();
    for (const text of ["data: 1\n\n", "data: 2\n\n", ": alive\n\n"]) {
      write(text);
      expect(String((await chunks.next()).value)).toBe(text);
    }
    answer.destroy();
  });

  it("is read from the console no faster than the client takes it, and comes whole", async () => {
    const total = 16;
    let sent = 0;
    await start(async (_, response) => {
      for (; sent < total && !response.destroyed; sent += 1) {
        if (!response.write(megabyte)) await once(response, "drain");
      }
      response.end();
    });
    const answer = await openSlowly(`${pages.url}/export`);
    // What the kernel's and Node's buffers hold on the way.
    expect(await untilStill(() => sent)).toBeLessThan(10);
    expect((await restOf(answer)).length).toBe(total * megabyte.length);
  });

  it("to HTTP/1.0 ends with the connection", async () => {
    await start((_, response) => {
      response.write("a");
      response.end("b");
    });
    const socket = connect(pages.port, "127.0.0.1");
    socket.write("GET / HTTP/1.0\r\n\r\n");
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    await once(socket, "end");
    expect(text).toContain("HTTP/1.1 200 OK");
    expect(text.endsWith("\r\n\r\nab")).toBe(true);
    expect(console.requests[0]?.headers.host).toBe("localhost");
    socket.destroy();
  });
});

describe("an upload", () => {
  it.each(["POST", "PUT", "PATCH", "DELETE", "GET"])(
    "by %s comes whole, known length",
    async (method) => {
      await start((request, response) => request.pipe(response));
      const body = randomBytes(200_000);
      const request = httpRequest(`${pages.url}/api/x`, {
        method,
        headers: { "content-length": body.length },
      });
      request.end(body);
      const [answer]: IncomingMessage[] = await once(request, "response");
      const chunks: Buffer[] = [];
      for await (const chunk of answer ?? []) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(body)).toBe(true);
    },
  );

  it("in chunks comes whole", async () => {
    await start((request, response) => request.pipe(response));
    const request = httpRequest(`${pages.url}/api/x`, { method: "POST" });
    request.write("one ");
    await once(request, "socket");
    request.write("x".repeat(100_000));
    request.end(" end");
    const [answer]: IncomingMessage[] = await once(request, "response");
    if (!answer) throw new Error("no answer");
    expect(await restOf(answer)).toBe(`one ${"x".repeat(100_000)} end`);
  });

  it("of nothing is a body of no bytes", async () => {
    await start((request, response) => {
      response.end(
        JSON.stringify([request.headers["content-length"], request.headers["transfer-encoding"]]),
      );
    });
    expect(await (await fetch(`${pages.url}/api/x`, { method: "POST" })).json()).toEqual([
      "0",
      null,
    ]);
  });

  it("is taken no faster than the console reads it", async () => {
    let body: IncomingMessage | undefined;
    await start((request) => {
      body = request;
    });
    const request = httpRequest(`${pages.url}/api/x`, { method: "POST" });
    request.on("error", () => {});
    let sent = 0;
    const more = (): void => {
      do sent += 1;
      while (request.write(megabyte) && sent < 16);
    };
    request.on("drain", more);
    more();
    await until(() => body);
    expect(await untilStill(() => sent)).toBeLessThan(10);
    request.destroy();
  });

  it("that the console refuses half-way gets the refusal, and the connection ends", async () => {
    await start((_, response) => {
      response
        .writeHead(413, { "content-type": "text/plain", connection: "close" })
        .end("too large");
    });
    const socket = connect(pages.port, "127.0.0.1");
    socket.write("POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n");
    socket.write("x".repeat(50_000));
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    await once(socket, "end");
    expect(text).toMatch(/^HTTP\/1.1 413 /);
    expect(text).toMatch(/connection: close/i);
    expect(text).toContain("too large");
    socket.destroy();
  });
});

describe("a client that goes away", () => {
  it("ends the console's answer", async () => {
    let open: ServerResponse | undefined;
    await start((_, response) => {
      open = response;
      response.write("begun");
    });
    const answer = await openSlowly(`${pages.url}/api/stream`);
    answer.destroy();
    await until(() => open?.destroyed);
  });

  it("ends a request that has no answer yet", async () => {
    let open: ServerResponse | undefined;
    await start((_, response) => {
      open = response;
    });
    const request = get(`${pages.url}/slow`);
    request.on("error", () => {});
    await until(() => open);
    request.destroy();
    await until(() => open?.destroyed);
  });

  it("while it stalls takes the console's whole answer with it", async () => {
    let state = { written: 0 };
    let open: ServerResponse | undefined;
    await start((_, response) => {
      open = response;
      state = writeUntilFull(response);
    });
    const answer = await openSlowly(`${pages.url}/export`);
    await untilStill(() => state.written);
    answer.destroy();
    await until(() => open?.destroyed);
  });

  it("in the middle of an upload ends the console's side of it", async () => {
    let aborted = false;
    await start((request) => {
      request.resume().on("close", () => {
        aborted = !request.complete;
      });
    });
    const socket = connect(pages.port, "127.0.0.1");
    socket.write("POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n");
    socket.write("x".repeat(50_000));
    await until(() => console.requests.length === 1);
    socket.destroy();
    await until(() => aborted);
  });

  it("leaves nothing behind", async () => {
    await start((_, response) => void response.write("begun"));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => openSlowly(`${pages.url}/x`)),
    );
    expect(pages.pass.connections()).toBe(20);
    for (const answer of answers) answer.destroy();
    await until(() => pages.pass.connections() === 0 && console.connections() === 0);
  });
});

describe("a console that breaks off", () => {
  it("in the middle of a chunked answer is no clean end", async () => {
    await start((_, response) => {
      response.write("half");
      setImmediate(() => response.destroy());
    });
    const answer = await openSlowly(`${pages.url}/export`);
    await expect(restOf(answer)).rejects.toThrow("aborted");
  });

  it("in the middle of an answer of known length is no clean end", async () => {
    await start((_, response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("half");
      setImmediate(() => response.destroy());
    });
    const answer = await openSlowly(`${pages.url}/export`);
    await expect(restOf(answer)).rejects.toThrow("aborted");
  });

  it("while the client stalls is no clean end either", async () => {
    let open: ServerResponse | undefined;
    await start((_, response) => {
      open = response;
      writeUntilFull(response);
    });
    const answer = await openSlowly(`${pages.url}/export`);
    await until(() => open);
    open?.destroy();
    await expect(restOf(answer)).rejects.toThrow("aborted");
  });
});

it("uses the console's connections again", async () => {
  await start((_, response) => response.end("x"));
  for (let count = 0; count < 5; count += 1) await (await fetch(`${pages.url}/x`)).text();
  expect(new Set(console.requests.map(({ socket }) => socket)).size).toBe(1);
});

it("keeps the client's connection over pages and deliveries", async () => {
  await start((request, response) => request.resume().on("end", () => response.end("page")));
  const socket = connect(pages.port, "127.0.0.1");
  const page = "POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 40000\r\n\r\n";
  const delivery = "POST /receive/known HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";
  for (const [text, expected] of [
    [page + "x".repeat(40_000), "page"],
    [delivery, "stored"],
    [page + "x".repeat(40_000), "page"],
    [delivery + delivery, "stored"],
  ] as const) {
    socket.write(text);
    let answer = "";
    while (!answer.includes(expected)) answer += String((await once(socket, "data"))[0]);
  }
  socket.destroy();
});
