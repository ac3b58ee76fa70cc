import { once } from "node:events";
import { get, request as httpRequest, type IncomingMessage } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { socketFolderVariable } from "@/lib/control/control";
import { freePort } from "../../support/http/free-port";
import { sendBytes } from "../../support/http/raw-http";
import { debianProgram } from "../../support/nginx/debian-program";
import { type Change, type Nginx, startNginx } from "../../support/nginx/start-nginx";
import {
  type ConsoleProgram,
  freeSocketPath,
  startConsole,
} from "../../support/pages/console-program";
import { blockSpool } from "../../support/receiver/block-spool";
import {
  startReceiver,
  type TestReceiver,
  temporaryDataDir,
} from "../../support/receiver/receiver";
import { acmeKey as key, writeTestKeys } from "../../support/receiver/receiver-keys";

// A machine without nginx gets it from its distribution.
beforeAll(() => void debianProgram("nginx", "nginx"), 300_000);

let receiver: TestReceiver | null = null;
let nginx: Nginx | null = null;
afterEach(async () => {
  await nginx?.stop();
  await receiver?.stop();
  receiver = null;
  nginx = null;
});

interface Setting {
  readonly env?: Readonly<Record<string, string>>;
  readonly dataDir?: string;
  readonly file?: "nginx.conf" | "nginx-below-a-path.conf";
  readonly changes?: readonly Change[];
}

/** The receiver behind nginx. */
async function start({ env, dataDir, ...site }: Setting = {}) {
  const started = await startReceiver({ env: { TRUST_PROXY: "true", ...env }, dataDir });
  receiver = started;
  nginx = await startNginx({ upstreamPort: started.port, ...site });
  return { receiver: started, nginx };
}

/** As Kazoo writes it. */
function post(path: string, body: string, ...headers: string[]): string {
  const head = [
    `POST ${path} HTTP/1.1`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body, "latin1")}`,
    "te: ",
    "host: hookline.example",
    "connection: keep-alive",
    ...headers,
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function send(port: number, request: string) {
  return sendBytes(port, [Buffer.from(request, "latin1")]);
}

const anyBytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join("");

describe("a delivery through nginx", () => {
  it("is stored with its bytes and headers", async () => {
    const { receiver, nginx } = await start();
    const request = post(`/receive/${key}?a=%2F&b[c]=d`, anyBytes, "x-hook-id: h1", "x_own: kept");
    expect((await send(nginx.port, request)).status).toBe(200);
    const [record] = receiver.records();
    expect(record).toMatchObject({ method: "POST", query: "a=%2F&b[c]=d" });
    expect(Buffer.from(record?.body ?? []).toString("latin1")).toBe(anyBytes);
    expect(record?.headers).toEqual(
      expect.arrayContaining([
        ["content-type", "application/json"],
        ["x-hook-id", "h1"],
        ["x_own", "kept"],
        ["Host", "hookline.example"],
        ["X-Forwarded-For", "127.0.0.1"],
      ]),
    );
  });

  it.each([`//receive/${key}`, `/receive//${key}`, `/x/../receive/${key}`])(
    "may be addressed as %s",
    async (path) => {
      const { receiver, nginx } = await start();
      expect((await send(nginx.port, post(path, "{}"))).status).toBe(200);
      expect(receiver.records()).toHaveLength(1);
    },
  );

  it("may be as large as the receiver takes, which refuses it itself beyond", async () => {
    const { receiver, nginx } = await start();
    const largest = "x".repeat(8 * 1024 * 1024);
    expect((await send(nginx.port, post(`/receive/${key}`, largest))).status).toBe(200);
    expect((await send(nginx.port, post(`/receive/${key}`, `${largest}x`))).status).toBe(413);
    expect(receiver.report().deliveries.tooLarge).toBe(1);
    expect(receiver.records().map(({ body }) => body.byteLength)).toEqual([largest.length]);
  });

  it("may have its event in a line of 600 kB, with raw UTF-8 in it", async () => {
    const { receiver, nginx } = await start();
    const query = `name=\xc3\xa4&o[list][]="1"&long=${"x".repeat(600_000)}`;
    const line = `GET /receive/${key}?${query} HTTP/1.1\r\nhost: x\r\n\r\n`;
    expect((await send(nginx.port, line)).status).toBe(200);
    expect(receiver.records().map((record) => record.query)).toEqual([query]);
  });

  it("is refused for a raw space in its line, which nginx takes from nobody", async () => {
    const { receiver, nginx } = await start();
    const line = `GET /receive/${key}?a b=1 HTTP/1.1\r\nhost: x\r\n\r\n`;
    expect((await send(nginx.port, line)).status).toBe(400);
    expect((await send(receiver.port, line)).status).toBe(200);
  });

  it("uses the connection to Hookline that the one before used", async () => {
    const { receiver, nginx } = await start();
    let connections = 0;
    receiver.server.on("connection", () => {
      connections += 1;
    });
    for (let sent = 0; sent < 5; sent++) {
      expect((await send(nginx.port, post(`/receive/${key}`, "{}"))).status).toBe(200);
    }
    expect(connections).toBe(1);
  });
});

describe("whose address it is", () => {
  function fromAnotherAddress(url: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-host": "evil.example" };
      const sent = httpRequest(url, { localAddress: "127.0.0.2", headers }, (answer) => {
        answer.resume();
        resolve(answer);
      });
      sent.once("error", reject).end();
    });
  }

  it("is told to the console, and is not what the client claims", async () => {
    const socketPath = freeSocketPath();
    const console = await startConsole((_, response) => response.end("page"), socketPath);
    onTestFinished(() => console.stop());
    const { nginx } = await start({ env: { [socketFolderVariable]: dirname(socketPath) } });
    expect((await fromAnotherAddress(`${nginx.url}/login`)).statusCode).toBe(200);
    expect(console.requests[0]?.headers).toMatchObject({
      "x-hookline-client-address": "127.0.0.2",
      "x-forwarded-for": "127.0.0.2",
      "x-forwarded-host": "127.0.0.1",
    });
  });

  it("stands in the log where somebody tries receiver keys", async () => {
    const { receiver, nginx } = await start();
    expect((await fromAnotherAddress(`${nginx.url}/receive/guessed`)).statusCode).toBe(404);
    expect(receiver.log()).toContain('"client":"127.0.0.2"');
  });
});

describe("while Hookline is away", () => {
  const held = { status: 503, headers: { "retry-after": "2" } };

  it("a delivery is asked for again, and taken the next time", async () => {
    const { dataDir, remove } = temporaryDataDir();
    onTestFinished(remove);
    await writeTestKeys(dataDir);
    const upstreamPort = await freePort();
    nginx = await startNginx({ upstreamPort });
    const request = post(`/receive/${key}`, "{}");
    expect(await send(nginx.port, request)).toMatchObject(held);
    receiver = await startReceiver({ dataDir, env: { PORT: String(upstreamPort) } });
    expect((await send(nginx.port, request)).status).toBe(200);
    expect(receiver.records()).toHaveLength(1);
    await receiver.stop();
    expect(await send(nginx.port, request)).toMatchObject(held);
  });

  /** In Hookline's place. */
  async function startUpstream(onConnection: (socket: Socket) => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      onConnection(socket);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("It has no port.");
    return address.port;
  }

  it("one that is killed with a delivery on the way gets it again", async () => {
    const upstreamPort = await startUpstream((socket) =>
      socket.once("data", () => socket.destroy()),
    );
    nginx = await startNginx({ upstreamPort });
    expect(await send(nginx.port, post(`/receive/${key}`, "{}"))).toMatchObject(held);
  });

  it("one that doesn't answer in time gets it again", async () => {
    const upstreamPort = await startUpstream((socket) => socket.resume());
    const changes = [["proxy_read_timeout 60s", "proxy_read_timeout 100ms"]] as const;
    nginx = await startNginx({ upstreamPort, changes });
    expect(await send(nginx.port, post(`/receive/${key}`, "{}"))).toMatchObject(held);
  });

  it("pages get no such answer", async () => {
    nginx = await startNginx({ upstreamPort: await freePort() });
    const answer = await fetch(`${nginx.url}/login`);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([502, null]);
  });

  it("what Hookline itself answers is passed on as it is", async () => {
    const { dataDir, remove } = temporaryDataDir();
    onTestFinished(remove);
    await writeTestKeys(dataDir);
    blockSpool(dataDir);
    const env = { RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "1" };
    const { nginx } = await start({ dataDir, env });
    const request = post(`/receive/${key}`, "{}");
    const failed = await send(nginx.port, request);
    expect([failed.status, failed.headers["retry-after"]]).toEqual([503, undefined]);
    expect(await send(nginx.port, request)).toMatchObject({ status: 200, body: "not stored" });
  });
});

describe("an event stream", () => {
  it("comes as it is written, whether or not it asks for that", async () => {
    const socketPath = freeSocketPath();
    let write: (text: string) => void = () => {};
    const console = await startConsole((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      write = (text) => void response.write(text);
    }, socketPath);
    onTestFinished(() => console.stop());
    const { nginx } = await start({ env: { [socketFolderVariable]: dirname(socketPath) } });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${nginx.url}/api/stream`, resolve).once("error", reject);
    });
    for (const text of ["data: 1\n\n", "data: 2\n\n"]) {
      write(text);
      const [chunk] = await once(answer, "data");
      expect(String(chunk)).toBe(text);
    }
    answer.destroy();
  });
});

describe.each([
  ["kept", []],
  ["stripped", [["# rewrite ", "rewrite "]]],
] as const)("below a path that is %s", (_, changes) => {
  const file = "nginx-below-a-path.conf";

  async function startBelow(): Promise<{
    readonly console: ConsoleProgram;
    readonly receiver: TestReceiver;
    readonly nginx: Nginx;
  }> {
    const socketPath = freeSocketPath();
    const console = await startConsole((_, response) => response.end("page"), socketPath);
    onTestFinished(() => console.stop());
    const env = {
      PUBLIC_URL: "https://tools.example/hookline",
      [socketFolderVariable]: dirname(socketPath),
    };
    return { console, ...(await start({ env, file, changes })) };
  }

  it("deliveries and pages come through, and nothing else does", async () => {
    const { console, receiver, nginx } = await startBelow();
    const request = post(`/hookline/receive/${key}?a=b`, anyBytes);
    expect((await send(nginx.port, request)).status).toBe(200);
    const [record] = receiver.records();
    expect(record?.query).toBe("a=b");
    expect(Buffer.from(record?.body ?? []).toString("latin1")).toBe(anyBytes);
    expect(await (await fetch(`${nginx.url}/hookline/a/b%20c?d=%2F`)).text()).toBe("page");
    expect(console.requests.map(({ url }) => url)).toEqual([
      expect.stringMatching(/\/a\/b%20c\?d=%2F$/),
    ]);
    expect((await fetch(`${nginx.url}/receive/${key}`)).status).toBe(404);
    const bare = await fetch(`${nginx.url}/hookline`, { redirect: "manual" });
    expect(bare.headers.get("location")).toBe(`${nginx.url}/hookline/`);
  });

  it("a delivery is asked for again while Hookline is away", async () => {
    nginx = await startNginx({ upstreamPort: await freePort(), file, changes });
    const answer = await send(nginx.port, post(`/hookline/receive/${key}`, "{}"));
    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  });
});
