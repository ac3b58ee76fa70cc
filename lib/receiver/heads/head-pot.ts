import type { PlainLogger } from "@/lib/config/plain-logger";
import { refusal } from "../pages/own-answer";
import { type Connection, unfinishedBytes } from "./connection";
import { dropConnection } from "./drop-connection";

const full = refusal(
  "console_busy",
  "Too many requests are half-sent at this moment. Send this one again.",
  false,
  1,
);
const logEveryMs = 10_000;

/**
 * The memory that all unfinished heads share. The returned function drops the largest heads until
 * the rest fits into that many bytes.
 */
export function createHeadPot(potBytes: number, logger: PlainLogger) {
  let dropped = 0;
  let loggedAt = -logEveryMs;

  function tell(): void {
    if (dropped === 0 || performance.now() - loggedAt < logEveryMs) return;
    logger.warn({ dropped, potBytes }, "half-sent requests were dropped, the largest first");
    loggedAt = performance.now();
    dropped = 0;
  }

  return (connections: Iterable<Connection>): void => {
    let total = 0;
    const heads: { readonly connection: Connection; readonly bytes: number }[] = [];
    for (const connection of connections) {
      const bytes = unfinishedBytes(connection);
      if (bytes === 0) continue;
      total += bytes;
      heads.push({ connection, bytes });
    }
    if (total > potBytes) heads.sort((one, other) => other.bytes - one.bytes);
    for (const { connection, bytes } of heads) {
      if (total <= potBytes) break;
      dropConnection(connection, full, true);
      total -= bytes;
      dropped += 1;
    }
    tell();
  };
}
