import { randomBytes } from "node:crypto";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPort } from "@/lib/supervisor/open-port";
import { openConnection } from "../../support/http/raw-connection";
import { sendBytes } from "../../support/http/raw-http";
import { temporaryDataDir } from "../../support/receiver/receiver";
import { acmeKey, writeTestKeys } from "../../support/receiver/receiver-keys";
import {
  type ReceiverProcess,
  startReceiverProcess,
} from "../../support/receiver/receiver-process";
import { spoolRecords } from "../../support/receiver/spool-records";
import { isLongForm } from "../../support/torture";
import "../../support/patience";

let place: ReturnType<typeof temporaryDataDir>;
let running: ReceiverProcess[];
beforeEach(async () => {
  place = temporaryDataDir();
  await writeTestKeys(place.dataDir);
  running = [];
});
afterEach(async () => {
  for (const receiver of running) await receiver.end("SIGKILL");
  place.remove();
});

async function start(changes?: Parameters<typeof startReceiverProcess>[1]) {
  const receiver = await startReceiverProcess(place.dataDir, changes);
  running.push(receiver);
  return receiver;
}

function put(body: string): string {
  return `PUT /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}
const bodies = () => spoolRecords(place.dataDir).map(({ body }) => Buffer.from(body).toString());

describe("a receiver with a supervisor above", () => {
  it("leaves signals to it, and ends when it is told to, with all that it answered kept", async () => {
    const receiver = await start();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) receiver.child.kill(signal);
    expect((await sendBytes(receiver.port, [put("1")])).status).toBe(200);
    receiver.tell({ kind: "stop", timeoutMs: 2_000 });
    expect(await receiver.ended).toBe(0);
    expect(bodies()).toEqual(["1"]);
  });

  it("tells connections that they end, while it still takes new ones", async () => {
    const receiver = await start();
    const kept = openConnection(receiver.port);
    expect((await kept.send(put("1"))).headers.connection).toBe("keep-alive");
    const idle = openConnection(receiver.port);
    expect((await idle.send(put("2"))).status).toBe(200);
    receiver.tell({ kind: "stop", timeoutMs: 5_000 });
    expect(await kept.send(put("3"))).toMatchObject({
      status: 200,
      headers: { connection: "close" },
    });
    const fresh = await sendBytes(receiver.port, [put("4")]);
    expect(fresh).toMatchObject({ status: 200, headers: { connection: "close" } });
    await idle.closed;
    expect(await receiver.ended).toBe(0);
    expect(bodies()).toEqual(["1", "2", "3", "4"]);
  });

  it("ends in time, whatever is open: half-sent, silent, offering another protocol", async () => {
    const receiver = await start();
    const starts = [
      "",
      "POST /rec",
      put("hello").slice(0, -1),
      `GET /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`,
    ];
    for (const text of starts) openConnection(receiver.port).socket.write(text);
    expect((await sendBytes(receiver.port, [put("1")])).status).toBe(200);
    receiver.tell({ kind: "stop", timeoutMs: 2_000 });
    expect(await receiver.ended).toBe(0);
  });

  it("ends when it is gone", async () => {
    const receiver = await start();
    receiver.child.disconnect();
    expect(await receiver.ended).toBe(0);
  });

  it("says why it can't run where the port is another's", async () => {
    const first = await start();
    const env = { PORT: String(first.port) };
    await expect(startReceiverProcess(place.dataDir, { env })).rejects.toThrow("EADDRINUSE");
  });
});

describe("a receiver that is replaced", () => {
  it("answers on the connections that it has, while the next one takes the new ones", async () => {
    const port = await openPort({ host: "127.0.0.1", port: 0 });
    const bound = { fd: port.fd, port: port.port ?? 0 };
    const old = await start({ bound });
    const kept = openConnection(bound.port);
    expect((await kept.send(put("1"))).headers.connection).toBe("keep-alive");
    const page = openConnection(bound.port);
    await page.send("GET /login HTTP/1.1\r\nhost: x\r\n\r\n");
    const health = openConnection(bound.port);
    await health.send("GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n");

    const next = await start({ bound });
    old.tell({ kind: "retire" });
    await page.closed;
    expect((await sendBytes(bound.port, [put("2")])).headers.connection).toBe("keep-alive");
    expect(old.child.exitCode).toBeNull();
    expect(await kept.send(put("3"))).toMatchObject({
      status: 200,
      headers: { connection: "close" },
    });
    health.socket.end();
    expect(await old.ended).toBe(0);
    expect((await sendBytes(bound.port, [put("4")])).status).toBe(200);
    expect(bodies().sort()).toEqual(["1", "2", "3", "4"]);
    expect(next.child.exitCode).toBeNull();
    port.handle?.close();
  });

  it("lets what comes while there is none wait in the port's queue", async () => {
    const port = await openPort({ host: "127.0.0.1", port: 0 });
    const bound = { fd: port.fd, port: port.port ?? 0 };
    const first = await start({ bound });
    expect((await sendBytes(bound.port, [put("1")])).status).toBe(200);
    await first.end("SIGKILL");
    const waiting = Array.from({ length: 600 }, () => sendBytes(bound.port, [put("2")]));
    await start({ bound });
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(bodies()).toHaveLength(601);
    port.handle?.close();
  });
});

const kills = isLongForm ? 50 : 3;
const connections = 16;

/** Posts without pause until the process is gone; notes what was answered 200. */
async function postOn(port: number, answered: Set<string>): Promise<void> {
  const connection = openConnection(port);
  for (;;) {
    const body = randomBytes(100).toString("hex");
    try {
      const { status } = await connection.send(put(body));
      if (status === 200) answered.add(body);
    } catch {
      return;
    }
  }
}

it(`keeps each delivery answered 200, once and with its bytes, over ${kills} kills`, async () => {
  const answered = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const receiver = await start();
    const before = answered.size;
    const posting = Array.from({ length: connections }, () => postOn(receiver.port, answered));
    const wanted = before + 50 + Math.floor(Math.random() * 500);
    await expect
      .poll(() => answered.size, { timeout: 60_000, interval: 1 })
      .toBeGreaterThan(wanted);
    await receiver.end("SIGKILL");
    await Promise.all(posting);
  }
  const kept = bodies();
  expect(new Set(kept).size).toBe(kept.length);
  const keptSet = new Set(kept);
  expect([...answered].filter((body) => !keptSet.has(body))).toEqual([]);
}, 300_000);

it("loads nothing but its own code: no package, no database driver, no page framework", async () => {
  const { metafile } = await build({
    entryPoints: ["receiver.ts"],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir: "dist",
  });
  const [bundle] = Object.values(metafile.outputs);
  const imported = bundle?.imports.map(({ path }) => path) ?? [];
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((path) => !path.startsWith("node:"))).toEqual([]);
});
