import { mkdtempSync, rmSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { createCommittedFeed } from "./committed-feed";
import { type ControlServer, startControlServer } from "./control-server";
import { digestOfKey } from "./key-file";
import { createReceiverReports } from "./receiver-reports";

const known = digestOfKey("known");
const receivers = createReceiverReports();
const committed = createCommittedFeed();
let folder = "";
let socketPath = "";
let server: ControlServer;
let databaseAway = false;

async function isKnownKey(digest: string): Promise<boolean> {
  if (databaseAway) throw new Error("away");
  return digest === known;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookline-control-"));
  socketPath = join(folder, "control.sock");
  databaseAway = false;
  const logger = createLogger("silent");
  server = await startControlServer(socketPath, { receivers, committed, isKnownKey, logger });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function send(method: string, path: string, body = ""): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking: ClientRequest = request({ socketPath, method, path }, resolve);
    asking.once("error", reject).end(body);
  });
}

async function ask(method: string, path: string, body = "") {
  const response = await send(method, path, body);
  let text = "";
  for await (const chunk of response) text += chunk;
  return [response.statusCode, JSON.parse(text)];
}

test("a key is looked up by its digest", async () => {
  expect(await ask("GET", `/keys/${known}`)).toEqual([200, { known: true }]);
  expect(await ask("GET", `/keys/${digestOfKey("other")}`)).toEqual([200, { known: false }]);
});

test("while the database is away no key is called unknown", async () => {
  databaseAway = true;
  expect(await ask("GET", `/keys/${known}`)).toEqual([503, {}]);
});

test("strangers' keys can't keep the database busy", async ({ onTestFinished }) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const asked = Array.from({ length: 100 }, (_, n) => ask("GET", `/keys/${digestOfKey(`${n}`)}`));
  const statuses = (await Promise.all(asked)).map(([status]) => status);
  // All in one second.
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 503)).toHaveLength(80);
});

test("a report is taken, anything else is not", async () => {
  expect(await ask("POST", "/report", "{}")).toEqual([400, {}]);
  expect(await ask("POST", "/report", "{")).toEqual([400, {}]);
  expect(await ask("POST", "/report", "x".repeat(100_000))).toEqual([400, {}]);
  expect(await ask("GET", "/report")).toEqual([404, {}]);
  expect(await ask("GET", "/keys/short")).toEqual([404, {}]);
});

test("committed places are told as they are, then as they change", async () => {
  committed.publish({ a: 1 });
  const response = await send("GET", "/committed");
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  expect(JSON.parse((await lines.next()).value)).toEqual({ a: 1 });
  committed.publish({ a: 2, b: 1 });
  expect(JSON.parse((await lines.next()).value)).toEqual({ a: 2, b: 1 });
  response.destroy();
});

test("the socket of a console that was killed is taken over", async () => {
  const logger = createLogger("silent");
  const next = await startControlServer(socketPath, { receivers, committed, isKnownKey, logger });
  expect(await ask("GET", `/keys/${known}`)).toEqual([200, { known: true }]);
  await next.close();
});
