import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { controlSocketName } from "@/lib/control/control";

const maxAnswerBytes = 64 * 1024;

/**
 * "closed": nothing listens on the socket. "silent": something listens and gave no complete answer
 * in time.
 */
export type ConsoleAnswer =
  | { readonly status: number; readonly text: string }
  | "closed"
  | "silent";

/** Asks the console over its control socket. */
export interface ConsoleClient {
  /** Never rejects. */
  ask(
    method: "GET" | "POST",
    path: string,
    timeoutMs: number,
    body?: object,
  ): Promise<ConsoleAnswer>;
  /** Opens an answer that never ends; calls back for each of its lines, and once when it is over. */
  follow(path: string, onLine: (line: string) => void, onEnd: () => void): { stop(): void };
  close(): void;
}

async function readText(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) {
    text += chunk;
    if (text.length > maxAnswerBytes) throw new Error("The console's answer is too large.");
  }
  return text;
}

function hasNobody(cause: unknown): boolean {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  return code === "ENOENT" || code === "ECONNREFUSED";
}

/** Calls back with each whole line. */
function readLines(answer: IncomingMessage, onLine: (line: string) => void): void {
  let rest = "";
  answer.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") onLine(line);
  });
}

export function createConsoleClient(socketFolder: string): ConsoleClient {
  const socketPath = join(socketFolder, controlSocketName);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });

  function open(method: string, path: string, headers: Record<string, string>): ClientRequest {
    return request({ socketPath, agent, method, path, headers });
  }

  return {
    ask(method, path, timeoutMs, body) {
      const text = body && JSON.stringify(body);
      return new Promise((resolve) => {
        const asking = open(method, path, text ? { "content-type": "application/json" } : {});
        const timer = setTimeout(() => asking.destroy(new Error("timeout")), timeoutMs);
        timer.unref();
        const settle = (answer: ConsoleAnswer): void => {
          clearTimeout(timer);
          resolve(answer);
        };
        asking.on("error", (cause) => settle(hasNobody(cause) ? "closed" : "silent"));
        asking.on("response", (answer) => {
          readText(answer).then(
            (read) => settle({ status: answer.statusCode ?? 0, text: read }),
            () => settle("silent"),
          );
        });
        asking.end(text);
      });
    },
    follow(path, onLine, onEnd) {
      // Not the agent's: an answer without an end must not take one of its connections.
      const asking = request({ socketPath, agent: false, path });
      asking.on("error", () => {});
      asking.on("close", onEnd);
      asking.on("response", (answer) => {
        answer.on("error", () => {});
        if (answer.statusCode === 200) readLines(answer, onLine);
        else asking.destroy();
      });
      asking.end();
      return { stop: () => void asking.destroy() };
    },
    close: () => agent.destroy(),
  };
}
