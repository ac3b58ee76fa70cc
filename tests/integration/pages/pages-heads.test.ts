import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { type ConsoleProgram, startConsole } from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";
import { until } from "../../support/pages/until";

vi.setConfig({ testTimeout: 120_000 });

let console: ConsoleProgram;
let pages: PageServer;
const clients: Socket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await pages.stop();
  await console.stop();
});

async function start(options: Partial<Parameters<typeof startPageServer>[0]> = {}): Promise<void> {
  console = await startConsole((request, response) => {
    request.resume().on("end", () => response.end("page"));
  });
  pages = await startPageServer({ socketPath: console.socketPath, ...options });
}

interface Client {
  readonly socket: Socket;
  /** What came back so far. */
  text(): string;
  isOpen(): boolean;
}

function open(text = ""): Client {
  const socket = connect({ port: pages.port, host: "127.0.0.1" });
  clients.push(socket);
  let received = "";
  let closed = false;
  socket.on("data", (chunk) => {
    received += String(chunk);
  });
  socket.on("error", () => {});
  // A half-closed one is over as well.
  socket.on("end", () => socket.destroy());
  socket.on("close", () => {
    closed = true;
  });
  if (text !== "") socket.write(text);
  return { socket, text: () => received, isOpen: () => !closed };
}

const delivery = "POST /receive/known HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";
const half = (target: string, bytes: number): string => `GET ${target}`.padEnd(bytes, "x");
const delivers = async (): Promise<void> => {
  expect(await sendBytes(pages.port, [delivery])).toMatchObject({ status: 200, body: "stored" });
};
const opened = (count: number): Promise<void> =>
  until(async () => (await pages.connections()) === count);

describe("300 half-sent heads of 900 kB", () => {
  it("hold no more than the pot, and a delivery comes through meanwhile", async () => {
    await start();
    const senders = Array.from({ length: 300 }, () => open(half("/receive/k?", 900_000)));
    const pot = 32 * 1024 * 1024;
    await delivers();
    const heldBytes = (): number =>
      senders.reduce((sum, { socket, isOpen }) => sum + (isOpen() ? socket.bytesWritten : 0), 0);
    await until(() => heldBytes() <= pot);
    await delivers();
    const dropped = senders.filter(({ isOpen }) => !isOpen());
    expect(dropped.length).toBeGreaterThan(250);
    expect(dropped.length).toBeLessThan(300);
    expect(pages.log.join("")).toContain("half-sent requests were dropped, the largest first");
  });
});

describe("when the pot is full", () => {
  const heads = { potBytes: 300_000 };

  it("the largest is dropped with a word, and smaller ones go on", async () => {
    await start({ heads });
    const small = open(half("/receive/k?", 100_000));
    const large = open(half("/receive/k?", 250_000));
    await until(() => !large.isOpen());
    expect(large.text()).toMatch(/^HTTP\/1.1 503 [\s\S]*retry-after: 1\r\n/);
    small.socket.write(" HTTP/1.1\r\nhost: x\r\n\r\n");
    await until(() => small.text().includes("stored"));
  });

  it("counts nothing of heads that are complete", async () => {
    await start({ heads });
    const client = open();
    for (let number = 0; number < 10; number += 1) {
      client.socket.write(`${half("/receive/k?", 100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
      await until(() => client.text().split("stored").length === number + 2);
    }
  });

  it("counts nothing of bodies, however they come", async () => {
    await start({ heads });
    const post = "POST /receive/k HTTP/1.1\r\nhost: x\r\n";
    const bodies = [
      [`${post}content-length: 400002\r\n\r\n`, "x".repeat(200_000), "x".repeat(200_000), "{}"],
      [
        `${post}transfer-encoding: chunked\r\n\r\n`,
        "30d40\r\n",
        "x".repeat(200_000),
        "\r\n30d40\r\n",
        "x".repeat(200_000),
        "\r\n0\r\n\r\n",
      ],
    ];
    for (const pieces of bodies) {
      const client = open();
      for (const again of [1, 2]) {
        for (const piece of pieces) {
          client.socket.write(piece);
          // Longer than the pot's clock, in the middle of a body.
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
        await until(() => client.text().split("stored").length === again + 1);
      }
    }
  });

  it.each([
    ["a delivery", delivery],
    [
      "a delivery in chunks",
      "POST /receive/k HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a page", "GET /login HTTP/1.1\r\nhost: x\r\n\r\n"],
  ])("counts what is half-sent right behind %s", async (_, first) => {
    await start({ heads });
    const client = open(first + half("/receive/k?", 900_000));
    await until(() => !client.isOpen());
  });

  it("counts connections that were trusted as well", async () => {
    await start({ heads });
    const client = open(delivery);
    await until(() => client.text().includes("stored"));
    client.socket.write(half("/receive/known?", 400_000));
    await until(() => !client.isOpen());
  });
});

describe("a head of more than 16 KiB", () => {
  const long = (target: string): string => `GET ${target}?${"x".repeat(600_000)} HTTP/1.1\r\n`;

  it.each(["/receive/k", "//receive/k", "/receive//k", "http://x/receive/k", "/x/../receive/k"])(
    "is taken for %s",
    async (target) => {
      await start();
      const answer = await sendBytes(pages.port, [`${long(target)}host: x\r\n\r\n`]);
      expect(answer).toMatchObject({ status: 200, body: "stored" });
    },
  );

  it.each(["/receive/k", "/hookline/receive/k", "//hookline//receive/k"])(
    "is taken for %s under a base path",
    async (target) => {
      await start({ basePath: "/hookline" });
      const answer = await sendBytes(pages.port, [`${long(target)}host: x\r\n\r\n`]);
      expect(answer).toMatchObject({ status: 200, body: "stored" });
    },
  );

  it.each([
    ["a page", "GET /login?"],
    ["the API", "GET /api/session?"],
    ["a path like a receiver's", "GET /receiver/k?"],
    ["a long cookie", "GET / HTTP/1.1\r\nhost: x\r\ncookie: a="],
  ])("is cut off while it comes for %s", async (_, begun) => {
    await start();
    const client = open(begun.padEnd(16_384, "x"));
    await opened(1);
    client.socket.write("x");
    await until(() => !client.isOpen());
    expect(client.text()).toMatch(/^HTTP\/1.1 431 /);
    expect(client.text()).toContain("has at most 16384 bytes");
  });

  it("is refused when it comes in one piece, however many such come at once", async () => {
    await start();
    const long = `GET /login?${"a&".repeat(25_000)} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const senders = Array.from({ length: 100 }, () => open(long));
    await delivers();
    await until(() => senders.every(({ isOpen }) => !isOpen()));
    for (const { text } of senders)
      expect(text()).toMatch(/^HTTP\/1.1 431 [\s\S]*at most 16384 bytes/);
  });

  it("is no matter of the body that comes in the same piece", async () => {
    await start();
    const body = "x".repeat(50_000);
    const head = `POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
    const client = open(head + body);
    await until(() => client.text().includes("page"));
  });

  it("is still waited for at 16 KiB", async () => {
    await start();
    const client = open("GET / HTTP/1.1\r\nhost: x\r\nx-long: ".padEnd(16_380, "x"));
    await opened(1);
    client.socket.write("\r\n\r\n");
    await until(() => client.text().includes("page"));
  });

  it("is decided by its own first bytes on a connection that pages and deliveries share", async () => {
    await start();
    const client = open();
    const answered = async (text: string, expected: string): Promise<void> => {
      const before = client.text().length;
      client.socket.write(text);
      await until(() => client.text().slice(before).includes(expected));
    };
    await answered(delivery, "stored");
    await answered(`${long("/receive/k")}host: x\r\n\r\n`, "stored");
    await answered("GET /login HTTP/1.1\r\nhost: x\r\n\r\n", "page");
    await answered(`${long("/receive/k")}host: x\r\n\r\n`, "stored");
    await answered(delivery, "stored");
    client.socket.write(half("/login?", 17_000));
    await until(() => !client.isOpen());
    expect(client.text()).toContain("HTTP/1.1 431 ");
  });

  it("is decided also when its first bytes come one by one", async () => {
    await start();
    const client = open();
    client.socket.setNoDelay(true);
    for (const byte of "GET /receive/k?") {
      client.socket.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.socket.write(`${"x".repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    await until(() => client.text().includes("stored"));
  });
});

describe("connections without a request", () => {
  it("are closed when no byte comes", async () => {
    await start({ heads: { silentMs: 50 } });
    const client = open();
    await until(() => !client.isOpen());
    expect(client.text()).toBe("");
  });

  it("are closed with 408 when the head does not end", async () => {
    await start({ server: { headersTimeout: 100, connectionsCheckingInterval: 20 } });
    const client = open("GET /login HTTP/1.1\r\nhost:");
    await until(() => !client.isOpen());
    expect(client.text()).toMatch(/^HTTP\/1.1 408 /);
  });

  it("are closed when the client's side closes", async () => {
    await start();
    const client = open();
    await opened(1);
    client.socket.end();
    await until(() => !client.isOpen());
  });

  it("hold up no delivery: 1,000 idle, 1,000 half-sent", async () => {
    await start({ heads: { silentMs: 300_000 } });
    for (let number = 0; number < 1_000; number += 1) {
      open();
      open(half("/receive/k", 500));
    }
    await opened(2_000);
    for (let number = 0; number < 20; number += 1) await delivers();
  });
});

describe("more connections than there is room for", () => {
  it("cost silent ones first, then half-sent ones, never one that delivered", async () => {
    await start({ heads: { connections: 6 } });
    const kazoo = open(delivery);
    await until(() => kazoo.text().includes("stored"));
    const halves = [open(half("/login", 100)), open(half("/receive/k", 100))];
    const silents = [open(), open(), open()];
    await opened(6);
    const closed = (clients: Client[]) => clients.filter(({ isOpen }) => !isOpen()).length;

    const later = [open(half("/login", 100)), open(half("/login", 100)), open(half("/login", 100))];
    await until(() => closed(silents) === 3);
    expect([closed(halves), closed(later)]).toEqual([0, 0]);
    await delivers();
    await until(() => closed(halves) === 1);
    open(half("/login", 100));
    open(half("/login", 100));
    await until(() => closed(halves) === 2);

    kazoo.socket.write(delivery);
    await until(() => kazoo.text().split("stored").length === 3);
    expect(kazoo.isOpen()).toBe(true);
  });
});

describe("a connection that is taken over", () => {
  it("is nobody's head: a request that the parser refused may go on", async () => {
    await start({ heads: { potBytes: 10_000 } });
    const client = open("NONSENSE\r\n\r\n");
    await once(client.socket, "data");
    expect(client.text()).toMatch(/^HTTP\/1.1 400 /);
  });
});
