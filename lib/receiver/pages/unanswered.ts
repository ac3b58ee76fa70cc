import type { IncomingMessage } from "node:http";
import type { ConsoleState } from "../control/console-state";

/** Why a request was given up. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Gives requests up that the console doesn't begin to answer. */
interface Unanswered {
  /** Returns what is called once there is an answer, or will be none. */
  watch(request: IncomingMessage, giveUp: (cause: Error) => void): () => void;
}

interface Waiting {
  readonly giveUp: (cause: Error) => void;
  /** When the request was seen to be complete. */
  since: number | null;
}

const checkMs = 500;

/** None is left with a stuck console, and none for longer than `timeoutMs` once it is complete. */
export function watchUnanswered(consoleState: () => ConsoleState, timeoutMs: number): Unanswered {
  const waiting = new Map<IncomingMessage, Waiting>();
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    const stuck = consoleState() === "stuck";
    const now = performance.now();
    for (const [request, entry] of waiting) {
      if (request.complete) entry.since ??= now;
      const late = entry.since !== null && now - entry.since >= timeoutMs;
      if (stuck || late) entry.giveUp(new NoAnswer("The console does not answer."));
    }
  }

  return {
    watch(request, giveUp) {
      waiting.set(request, { giveUp, since: request.complete ? performance.now() : null });
      timer ??= setInterval(check, Math.min(checkMs, timeoutMs)).unref();
      return () => {
        waiting.delete(request);
        if (waiting.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
