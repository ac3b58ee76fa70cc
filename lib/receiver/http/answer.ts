import type { IncomingMessage, ServerResponse } from "node:http";

/** What the receiver itself answers: always with a sentence. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Default: text/plain. */
  readonly type?: string;
  /** One or two digits: Kazoo's HTTP client takes no more. */
  readonly retryAfterSeconds?: number;
  readonly allow?: string;
}

export interface Answers {
  /** Keeps the connection for the next request, unless this receiver is about to end. */
  answer(response: ServerResponse, answer: Answer): void;
  /**
   * Answers while the body is still coming and ends the connection. The answer goes out at once;
   * the rest is thrown away for a moment, since closing on unread bytes would reset the connection
   * and take the answer with it.
   */
  answerUnread(request: IncomingMessage, response: ServerResponse, answer: Answer): void;
}

const lingerMs = 1_000;

export function headersOf(answer: Answer, closes: boolean): string[] {
  const { text, type = "text/plain", retryAfterSeconds, allow } = answer;
  const headers = [
    "content-type",
    type,
    "content-length",
    String(Buffer.byteLength(text)),
    "x-content-type-options",
    "nosniff",
  ];
  if (retryAfterSeconds !== undefined) headers.push("retry-after", String(retryAfterSeconds));
  if (allow !== undefined) headers.push("allow", allow);
  if (closes) headers.push("connection", "close");
  return headers;
}

/** `isEnding`: whether connections are to end with their next answer. */
export function createAnswers(isEnding: () => boolean): Answers {
  // Most answers are the same one.
  const kept = new WeakMap<Answer, string[]>();

  function headersFor(answer: Answer): string[] {
    if (isEnding()) return headersOf(answer, true);
    const before = kept.get(answer);
    if (before) return before;
    const headers = headersOf(answer, false);
    kept.set(answer, headers);
    return headers;
  }

  return {
    answer(response, answer) {
      if (response.destroyed) return;
      response.writeHead(answer.status, headersFor(answer));
      response.end(answer.text);
    },
    answerUnread(request, response, answer) {
      if (response.destroyed) return;
      response.on("error", () => request.destroy());
      response.writeHead(answer.status, headersOf(answer, true));
      response.write(answer.text);
      const timer = setTimeout(() => response.end(), lingerMs);
      request.on("end", () => response.end());
      request.on("close", () => clearTimeout(timer));
      request.resume();
    },
  };
}
