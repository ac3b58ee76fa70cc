import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundleForNode } from "../../support/bundle-for-node";
import { sendBytes } from "../../support/http/raw-http";
import { acmeKey, writeTestKeys } from "../../support/receiver/receiver-keys";
import { spoolRecords } from "../../support/receiver/spool-records";
import { endSupervised, type Supervised, startReady } from "../../support/supervisor/supervised";
import { until } from "../../support/until";
import "../../support/patience";

let dataDir = "";

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "supervised-data-"));
  await writeTestKeys(dataDir);
});
afterEach(async () => {
  await endSupervised();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The real supervisor and the real receiver; only the console is a stand-in. */
function startReceiving(env: Readonly<Record<string, string>> = {}): Promise<Supervised> {
  const settings = { DATA_DIR: dataDir, SPOOL_RESERVE_BYTES: "0", ...env };
  return startReady({ receiver: "receiver.ts", env: settings });
}

async function deliver({ port }: Supervised, body: string): Promise<number> {
  const url = `http://127.0.0.1:${port}/receive/${acmeKey}`;
  return (await fetch(url, { method: "PUT", body })).status;
}

function put(body: string): string {
  return `PUT /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

function opened(port: number, bytes: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes, () => resolve(socket));
    });
    socket.resume().once("error", reject);
  });
}

const bodies = () => spoolRecords(dataDir).map(({ body }) => Buffer.from(body).toString());

test("a stream of deliveries passes through SIGHUP: all answered 200, each kept once", async () => {
  const supervised = await startReceiving();
  supervised.supervisor.kill("SIGHUP");
  const sent: string[] = [];
  const isReplaced = () => supervised.output().includes('"msg":"replaced"');
  // Some go on beyond it.
  for (let more = 20; more > 0; more -= isReplaced() ? 1 : 0) {
    const body = `delivery ${sent.push("")}`;
    sent[sent.length - 1] = body;
    expect(await deliver(supervised, body)).toBe(200);
  }
  expect(bodies().sort()).toEqual(sent.sort());
});

test("a receiver that is killed loses nothing that it answered, and the port stays", async () => {
  const supervised = await startReceiving();
  for (const body of ["before 0", "before 4"]) {
    expect((await sendBytes(supervised.port, [put(body)])).status).toBe(200);
  }
  const pid = /"program":"receiver","pid":(\d+)/.exec(supervised.output())?.[1];
  process.kill(Number(pid), "SIGKILL");
  expect((await sendBytes(supervised.port, [put("after")])).status).toBe(200);
  expect(bodies().sort()).toEqual(["after", "before 0", "before 4"]);
});

test("SIGTERM ends in time whatever is open: idle, half-sent, an upgrade, a slow body", async () => {
  const supervised = await startReceiving({ SHUTDOWN_TIMEOUT_MS: "3000" });
  const { port, supervisor, ended } = supervised;
  const head = `PUT /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\n`;
  const sockets = await Promise.all([
    opened(port, ""),
    opened(port, head),
    opened(port, `${head}content-length: 10\r\n\r\nhalf`),
    opened(port, "GET /login HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"),
  ]);
  for (const socket of sockets) socket.on("error", () => {});
  supervisor.kill("SIGTERM");
  expect(await ended).toBe(0);
  await expect.poll(() => supervised.output()).toContain('"msg":"stopped"');
  await until(() => sockets.every((socket) => socket.destroyed || socket.readableEnded));
});

test("a receiver whose supervisor dies while it starts ends as well", async () => {
  const program = await bundleForNode("receiver.ts");
  const env = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1" };
  const receiver = spawn(process.execPath, [program], { env, stdio: ["ipc", "ignore", "ignore"] });
  const ended = once(receiver, "exit");
  receiver.disconnect();
  expect(await ended).toEqual([0, null]);
});
