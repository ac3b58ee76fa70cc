import type net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator } from "@/simulator/simulator";
import {
  type Capture,
  headerIn,
  readCaptures,
  withPort,
} from "@/tests/support/simulator-replay/captures";
import {
  type RawReceiver,
  type RawRequest,
  startRawReceiver,
} from "@/tests/support/simulator-replay/raw-receiver";
import {
  installWebhook,
  startReplaySimulator,
  untilDone,
} from "@/tests/support/simulator-replay/replay-simulator";

let receiver: RawReceiver;
let simulator: Simulator;
beforeAll(async () => {
  receiver = await startRawReceiver(misbehave);
  simulator = await startReplaySimulator();
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

function answer(socket: net.Socket, status: number, headers: string[] = []): void {
  const lines = [`HTTP/1.1 ${status} Whatever`, "content-length: 2", ...headers, "", "ok"];
  socket.write(lines.join("\r\n"));
}

/** The recorded receiver: its path says what it does. */
function misbehave({ path }: RawRequest, socket: net.Socket, count: number): void {
  const [, kind = "", first = "", second = "", last = ""] = path.split("/");
  if (kind === "close") socket.end();
  else if (kind === "rst") socket.resetAndDestroy();
  else if (kind === "garbage") socket.end("this is not HTTP\r\n\r\n");
  else if (kind === "connclose") {
    answer(socket, 200, ["connection: close"]);
    socket.end();
  } else if (kind === "http10") socket.end("HTTP/1.0 200 OK\r\n\r\nok");
  else if (kind === "loop") answer(socket, 302, [`location: ${path}`]);
  else if (kind === "sub") answer(socket, Number(first));
  else if (kind === "ra" && count <= Number(second)) {
    answer(socket, 503, [`retry-after: ${decodeURIComponent(first)}`]);
  } else if (kind === "s" && first.startsWith("3")) {
    answer(socket, Number(first), [`location: /c/${second}-redirected`]);
  } else answer(socket, kind === "s" ? Number(first) : 200, last ? [] : []);
}

interface Replayed extends Capture {
  /** Which of the requests of its event was recorded. */
  nth: number;
  uri: string;
  event: string;
}

function replayed(capture: Capture): Replayed {
  const [, label = "", number = "1"] = /^(.*?)(?:\.(\d+))?$/.exec(capture.name) ?? [];
  const event = label.replace(/-redirected$/, "");
  const path = /^\S+ ([^? ]+)/.exec(capture.bytes ?? "")?.[1] ?? "";
  const [, status] = /_(\d{3})-redirected$/.exec(label) ?? [];
  // The second request of a redirected event: the first one went to the redirecting path.
  const origin = status ? `/s/${status}/${event}` : path;
  return { ...capture, nth: status ? 2 : Number(number), uri: origin, event };
}

test.each(readCaptures("responses").map(replayed))("request $name", async (capture) => {
  const { bytes = "", event, uri, verb, nth } = capture;
  const [, retries] = /^mat_retries_(-?\d+)/.exec(event) ?? [];
  const isLoop = event.includes("redirect_loop");
  const method = isLoop ? event.split("_")[1] : verb;
  const fields = {
    name: event,
    hook: "channel_create",
    uri: `http://127.0.0.1:${receiver.port}${uri}`,
    http_verb: method ?? "post",
    format: "json",
    ...(retries !== undefined && { retries: Number(retries) }),
  };
  const accountId = headerIn(bytes, "x-account-id");
  installWebhook(simulator, { id: headerIn(bytes, "x-hook-id"), accountId, fields });
  receiver.requests.length = 0;
  const payload = { m: event };
  await untilDone(simulator, simulator.fire({ accountId, trigger: "channel_create", payload }));
  const sent = receiver.requests[nth - 1]?.bytes ?? "nothing";
  expect(withPort(sent, "PORT")).toBe(withPort(bytes, "PORT"));
});
