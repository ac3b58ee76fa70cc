import { once } from "node:events";
import { Agent, get, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { problemSchema } from "@/lib/domain/problem";
import { sendBytes } from "../../support/http/raw-http";
import { type ConsoleProgram, startConsole } from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";
import { until } from "../../support/pages/until";

vi.setConfig({ testTimeout: 60_000 });

let console: ConsoleProgram;
let pages: PageServer;
const clients: Socket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await pages.stop();
  await console.stop();
});

type Limits = NonNullable<Parameters<typeof startPageServer>[0]["limits"]>;

/** A console that answers what asks for a stream with one, and the rest when it is told to. */
async function start(limits: Limits = {}) {
  const waiting: ServerResponse[] = [];
  console = await startConsole((request, response) => {
    request.resume();
    if (request.url === "/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    } else if (request.url === "/endless") {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(100_000)));
      };
      response.on("drain", more);
      more();
    } else if (request.url === "/now") {
      response.end("now");
    } else {
      waiting.push(response);
    }
  });
  pages = await startPageServer({ socketPath: console.socketPath, limits });
  return waiting;
}

function request(target: string): string {
  return `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`;
}

/** A connection of its own on which the target was asked for; resolves once it has the answer's head. */
async function open(target: string): Promise<{ socket: Socket; head: string }> {
  const socket = connect(pages.port, "127.0.0.1");
  clients.push(socket);
  socket.on("error", () => {});
  socket.write(request(target));
  const [first] = await once(socket, "data");
  return { socket, head: String(first) };
}

function ask(target: string): Socket {
  const socket = connect(pages.port, "127.0.0.1");
  clients.push(socket);
  socket.on("error", () => {});
  socket.write(request(target));
  return socket;
}

const delivers = async (): Promise<void> => {
  const head = "POST /receive/known HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";
  expect(await sendBytes(pages.port, [head])).toMatchObject({ status: 200, body: "stored" });
};

describe("512 connections with a page's answer under way", () => {
  it("leave no room for one more, which is told so and closed; deliveries have theirs", async () => {
    await start();
    const streams = await Promise.all(Array.from({ length: 512 }, () => open("/stream")));
    for (const { head } of streams) expect(head).toMatch(/^HTTP\/1.1 200 /);
    expect(pages.pass.connections()).toBe(512);

    const refused = await sendBytes(pages.port, [request("/api/session")]);
    expect(refused).toMatchObject({
      status: 503,
      headers: { "retry-after": "1", connection: "close" },
    });
    expect(problemSchema.parse(JSON.parse(refused.body))).toMatchObject({ code: "console_busy" });
    await delivers();

    streams[0]?.socket.destroy();
    await until(() => pages.pass.connections() === 511);
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe("connections that are idle", () => {
  it("make room for new ones, the one that is idle for longest first", async () => {
    await start({ connections: 3 });
    const [first, second, third] = [await open("/now"), await open("/stream"), await open("/now")];
    first.socket.write(request("/now"));
    await once(first.socket, "data");
    const closed = once(third.socket, "close");
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    await closed;
    expect([first.socket.destroyed, second.socket.destroyed]).toEqual([false, false]);
  });

  it("are left open when they carried a delivery", async () => {
    await start({ connections: 1 });
    const proxy = await open("/now");
    proxy.socket.write("POST /receive/known HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}");
    await once(proxy.socket, "data");
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    proxy.socket.write(request("/now"));
    expect(String((await once(proxy.socket, "data"))[0])).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe("a client that stops taking its answer", () => {
  it("makes room for others after a while, and only where there is none", async () => {
    await start({ connections: 2, stalledMs: 100 });
    const [busy, stalled] = [await open("/stream"), await open("/endless")];
    stalled.socket.pause();
    const closed = once(stalled.socket, "close");
    await until(async () => (await open("/now")).head.startsWith("HTTP/1.1 200 "));
    stalled.socket.resume();
    await closed;
    expect(busy.socket.destroyed).toBe(false);
  });
});

describe("what the console is given to do", () => {
  const allowance = { perSecond: 0, burst: 16 };

  it("is so many pages; the next one waits, and a delivery doesn't", async () => {
    const waiting = await start({ allowance });
    for (const target of ["/login", "/nope", "/third"]) ask(target);
    await until(() => waiting.length === 2);
    await delivers();
    expect(waiting).toHaveLength(2);
  });

  it("is more answers of the API than pages, and more files than both", async () => {
    const waiting = await start({ allowance });
    for (let n = 0; n < 4; n += 1) ask(`/api/session?${n}`);
    for (let n = 0; n < 9; n += 1) ask(`/_next/static/${n}.js`);
    await until(() => waiting.length === 12);
    await delivers();
    expect(waiting).toHaveLength(12);
  });
});

describe("requests that are sent ahead of their answers", () => {
  it("take few places, and the connection ends behind them", async () => {
    const waiting = await start();
    const socket = ask("/slow");
    for (let number = 0; number < 39; number += 1) socket.write(request("/slow"));
    await until(() => waiting.length === 16);
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    for (const response of waiting) response.end("done");
    const all = await text(socket);
    expect(all.split("HTTP/1.1 200 ")).toHaveLength(17);
    expect(all.split("HTTP/1.1 503 ")).toHaveLength(2);
    expect(waiting).toHaveLength(16);
  });
});

describe("64 requests without an answer", () => {
  it("are all that the console is asked at once; others follow in their order", async () => {
    const waiting = await start();
    for (let number = 0; number < 64; number += 1) ask("/slow");
    await until(() => waiting.length === 64);
    for (const target of ["/65", "/66"]) {
      ask(target);
      const before = pages.pass.connections();
      await until(() => pages.pass.connections() >= before);
    }
    await until(() => pages.pass.connections() === 66);
    await delivers();
    expect(waiting).toHaveLength(64);
    for (const target of ["/65", "/66"]) {
      waiting.shift()?.end("done");
      await until(() => console.requests.at(-1)?.url === target);
    }
    expect(waiting).toHaveLength(64);
  });

  it("does not count streams and answers that have begun", async () => {
    await start({ unanswered: 1 });
    for (let number = 0; number < 5; number += 1) await open("/stream");
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
  });

  it("counts one no longer whose client went away", async () => {
    const waiting = await start({ unanswered: 1 });
    const first = ask("/slow");
    await until(() => waiting.length === 1);
    const second = open("/now");
    first.destroy();
    expect((await second).head).toMatch(/^HTTP\/1.1 200 /);
  });

  it("forgets those who went away while they waited", async () => {
    const waiting = await start({ unanswered: 1 });
    ask("/slow");
    await until(() => waiting.length === 1);
    const gone = ask("/gone");
    await until(() => pages.pass.connections() === 2);
    const third = open("/now");
    await until(() => pages.pass.connections() === 3);
    gone.destroy();
    await until(() => pages.pass.connections() === 2);
    waiting[0]?.end("done");
    expect((await third).head).toMatch(/^HTTP\/1.1 200 /);
    expect(console.requests.map(({ url }) => url)).toEqual(["/slow", "/now"]);
  });

  it("answers 503 to who waited for too long, and to who finds too many waiting", async () => {
    const waiting = await start({ unanswered: 1, waiting: 1, waitMs: 300 });
    ask("/slow");
    await until(() => waiting.length === 1);
    const busy = { status: 503, headers: { "retry-after": "1" } };
    const waits = sendBytes(pages.port, [request("/waits")]);
    let waited = false;
    void waits.then(() => {
      waited = true;
    });
    await until(() => waited || pages.pass.connections() === 2);
    expect(await sendBytes(pages.port, [request("/too-many")])).toMatchObject(busy);
    expect(await waits).toMatchObject(busy);
    expect(console.requests).toHaveLength(1);
  });
});

describe("bodies that come drop by drop", () => {
  const head = "POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n";

  it("hold no place while they are small", async () => {
    await start({ unanswered: 1, uploads: 1 });
    for (let number = 0; number < 5; number += 1) {
      const socket = connect(pages.port, "127.0.0.1");
      clients.push(socket);
      socket.write(`${head}{`);
    }
    await until(() => pages.pass.connections() === 5);
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    expect(console.requests).toHaveLength(1);
  });

  it("hold few places once they are large", async () => {
    await start({ unanswered: 2, uploads: 1 });
    for (let number = 0; number < 5; number += 1) {
      const socket = connect(pages.port, "127.0.0.1");
      clients.push(socket);
      socket.write(`${head}${"x".repeat(20_000)}`);
    }
    await until(() => pages.pass.connections() === 5 && console.requests.length === 1);
    expect((await open("/now")).head).toMatch(/^HTTP\/1.1 200 /);
    expect(console.requests).toHaveLength(2);
  });
});

describe("when pages are another's", () => {
  it("ends idle connections and streams at once, an answer that is being written when it is out", async () => {
    const waiting = await start();
    const [idle, stream] = [await open("/now"), await open("/stream")];
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<IncomingMessage>((resolve) => {
      get({ port: pages.port, path: "/slow", agent }, resolve);
    });
    await until(() => waiting.length === 1);
    const closed = Promise.all([once(idle.socket, "close"), once(stream.socket, "close")]);
    pages.pass.endAll();
    await closed;
    waiting[0]?.end("whole");
    const response = await answer;
    expect(response.headers.connection).toBe("close");
    expect(String((await once(response, "data"))[0])).toBe("whole");
    await until(() => pages.pass.connections() === 0);
    agent.destroy();
  });

  it("cuts what is still not out after a moment", async () => {
    const waiting = await start();
    const socket = ask("/slow");
    await until(() => waiting.length === 1);
    const closed = once(socket, "close");
    pages.pass.endAll();
    await closed;
  });

  it("leaves connections of deliveries alone", async () => {
    await start();
    const proxy = await open("/now");
    const delivery = "POST /receive/known HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";
    proxy.socket.write(delivery);
    await once(proxy.socket, "data");
    pages.pass.endAll();
    proxy.socket.write(delivery);
    expect(String((await once(proxy.socket, "data"))[0])).toContain("stored");
  });
});
