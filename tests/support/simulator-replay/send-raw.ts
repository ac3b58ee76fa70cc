import http from "node:http";
import type { RecordedAnswer } from "./pairs";

export interface RawCall {
  method: string;
  path: string;
  headers: [string, string][];
  body: string | undefined;
}

/** Sends exactly these headers to 127.0.0.1 and keeps the answer's own. */
export function sendRaw(port: number, call: RawCall): Promise<RecordedAnswer> {
  return new Promise((resolve, reject) => {
    const { method, path } = call;
    const request = http.request({ host: "127.0.0.1", port, method, path, agent: false });
    for (const [name, value] of call.headers) request.setHeader(name, value);
    request.setHeader("connection", "close");
    if (call.body !== undefined) request.setHeader("content-length", Buffer.byteLength(call.body));
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        const headers = new Map<string, string>();
        for (const [name, value] of Object.entries(response.headers)) {
          if (value !== undefined) headers.set(name, String(value));
        }
        resolve({ status: response.statusCode ?? 0, headers, text });
      });
    });
    request.end(call.body);
  });
}
