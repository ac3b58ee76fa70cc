import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../clock/clock";
import { isJsonObject, type Json, numberAt, stringAt } from "../json/json";

export const FAULT_KINDS: readonly string[] = [
  ...["latency", "status", "html", "truncated", "reset", "hang", "malformed", "large"],
];

/** A way in which the API misbehaves, for paths that start with `pathPrefix`. */
export interface Fault {
  kind: string;
  pathPrefix?: string;
  method?: string;
  /** Answer of status, html, malformed and large; default 503, 502, 200, 200. */
  status?: number;
  latencyMs?: number;
  /** Ends by itself after so many requests. */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** True when the fault has taken the request over. */
  apply(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

const LARGE_BODY_BYTES = 10_000_000;
const HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>\n";

export function createFaults(clock: Clock): Faults {
  let faults: Fault[] = [];

  function find(request: IncomingMessage): Fault | undefined {
    return faults.find(
      (fault) =>
        (request.url ?? "").startsWith(fault.pathPrefix ?? "/") &&
        (fault.method === undefined || fault.method.toUpperCase() === request.method),
    );
  }

  function countDown(fault: Fault): void {
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
  }

  return {
    add: (fault) => faults.push({ ...fault }),
    clear: () => {
      faults = [];
    },
    list: () => [...faults],
    async apply(request, response) {
      const fault = find(request);
      if (!fault) return false;
      countDown(fault);
      if (fault.latencyMs) await clock.sleep(fault.latencyMs);
      return answerFaulty(fault, request, response);
    },
  };
}

function answerFaulty(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  const json = { "content-type": "application/json" };
  if (fault.kind === "latency") return false;
  if (fault.kind === "hang") return true;
  if (fault.kind === "reset") request.socket.resetAndDestroy();
  else if (fault.kind === "status") response.writeHead(fault.status ?? 503).end();
  else if (fault.kind === "html") {
    response.writeHead(fault.status ?? 502, { "content-type": "text/html" }).end(HTML);
  } else if (fault.kind === "malformed") {
    response.writeHead(fault.status ?? 200, json).end('{"data": [}');
  } else if (fault.kind === "large") {
    const data = "x".repeat(LARGE_BODY_BYTES);
    response.writeHead(fault.status ?? 200, json).end(`{"data":"${data}","status":"success"}`);
  } else if (fault.kind === "truncated") {
    response.writeHead(200, { ...json, "content-length": "1000" });
    response.write('{"data":[{"id":"', () => request.socket.destroy());
  }
  return true;
}

/** Reads a fault from JSON; undefined when its kind is unknown. */
export function readFault(sent: Json): Fault | undefined {
  if (!isJsonObject(sent)) return undefined;
  const kind = stringAt(sent, "kind") ?? "";
  if (!FAULT_KINDS.includes(kind)) return undefined;
  return {
    kind,
    pathPrefix: stringAt(sent, "pathPrefix"),
    method: stringAt(sent, "method"),
    status: numberAt(sent, "status"),
    latencyMs: numberAt(sent, "latencyMs"),
    times: numberAt(sent, "times"),
  };
}
