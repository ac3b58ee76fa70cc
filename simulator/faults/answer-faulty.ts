import type { IncomingMessage, ServerResponse } from "node:http";
import { errorEnvelope } from "../http/envelope";
import { compactJson } from "../json/print-json";
import type { World } from "../state/world";
import type { Fault } from "./fault";

const LARGE_BODY_BYTES = 10_000_000;
const HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>\n";
const JSON_TYPE = { "content-type": "application/json" };

/** Answers an API request as its fault says; false leaves it to the API. */
export function answerFaulty(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): boolean {
  const { status } = fault;
  switch (fault.kind) {
    case "latency":
      return false;
    case "hang":
      return true;
    case "reset":
      request.socket.resetAndDestroy();
      return true;
    case "status":
      response.writeHead(status ?? 503).end();
      return true;
    case "error":
      response.writeHead(status ?? 503, JSON_TYPE).end(errorBody(fault, world));
      return true;
    case "html":
      response.writeHead(status ?? 502, { "content-type": "text/html" }).end(HTML);
      return true;
    case "malformed":
      response.writeHead(status ?? 200, JSON_TYPE).end('{"data": [}');
      return true;
    case "large":
      response.writeHead(status ?? 200, JSON_TYPE);
      response.end(`{"data":"${"x".repeat(LARGE_BODY_BYTES)}","status":"success"}`);
      return true;
    default:
      response.writeHead(200, { ...JSON_TYPE, "content-length": "1000" });
      response.write('{"data":[{"id":"', () => request.socket.destroy());
      return true;
  }
}

/** Kazoo's own error envelope, by default the one of a database that is away. */
function errorBody(fault: Fault, world: World): string {
  const message = fault.message ?? "datastore_unreachable";
  const data = { message: message.replaceAll("_", " ") };
  const request = { requestId: world.newId(), token: undefined, principal: undefined };
  const details = { status: fault.status ?? 503, message, data };
  return compactJson(errorEnvelope({ world, request, tokensRemaining: 100 }, details));
}
