import { write as writeTo } from "node:fs";

const maxWaitingChars = 1024 * 1024;
const retryMs = 50;

/** Lines on their way to a descriptor. */
export interface UnblockedOutput {
  write(line: string): void;
  /** Resolves once everything is written, or after the timeout. */
  flush(timeoutMs: number): Promise<void>;
}

/**
 * Writes to a descriptor without ever blocking the process: a write to a full pipe would block the
 * answers to Kazoo as well. Lines beyond one MiB of backlog are dropped.
 */
export function createUnblockedOutput(fd: number): UnblockedOutput {
  let waiting = "";
  let busy = false;
  let dropped = 0;
  let flushed: (() => void)[] = [];

  function idle(): void {
    for (const resolve of flushed) resolve();
    flushed = [];
  }

  function take(): string {
    const lines = waiting;
    waiting = "";
    if (dropped === 0) return lines;
    const line = { level: 40, time: Date.now(), dropped, msg: "log lines were dropped" };
    dropped = 0;
    return `${lines}${JSON.stringify(line)}\n`;
  }

  function put(bytes: Buffer): void {
    busy = true;
    writeTo(fd, bytes, (error, written) => {
      const rest = bytes.subarray(written);
      if (error?.code === "EAGAIN") {
        setTimeout(put, retryMs, rest);
      } else if (!error && rest.length > 0) {
        put(rest);
      } else if (waiting !== "") {
        put(Buffer.from(take()));
      } else {
        busy = false;
        idle();
      }
    });
  }

  return {
    write(line) {
      if (waiting.length + line.length > maxWaitingChars) {
        dropped += 1;
        return;
      }
      waiting += line;
      if (!busy) put(Buffer.from(take()));
    },
    flush(timeoutMs) {
      if (!busy) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        flushed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
