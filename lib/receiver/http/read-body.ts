import type { IncomingMessage } from "node:http";
import type { Refused, Upload } from "../limits/key-limits";
import { Pieces } from "./pieces";

/** Why there is no whole body. */
export type NoBody = "too_large" | "aborted" | "tiny_pieces" | Refused;

/**
 * Reads a body to its end and calls back once, with the body or why there is none: as soon as that
 * is known, and then the rest is left unread.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  upload: Upload,
  done: (body: Buffer | NoBody) => void,
): void {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) {
    done("too_large");
    return;
  }
  if (request.destroyed) {
    done("aborted");
    return;
  }
  const pieces = new Pieces();
  let isDone = false;
  function settle(result: Buffer | NoBody): void {
    if (isDone) return;
    isDone = true;
    pieces.forget();
    done(result);
  }
  request.on("data", (piece: Buffer) => {
    if (isDone) return;
    const refused =
      pieces.size + piece.length > limitBytes ? "too_large" : upload.take(piece.length);
    if (refused) {
      settle(refused);
      return;
    }
    pieces.add(piece);
    if (pieces.areTiny()) settle("tiny_pieces");
  });
  request.on("end", () => {
    if (!isDone) settle(pieces.whole());
  });
  // Node reports a vanished sender as an error only if there is a listener for errors.
  request.on("close", () => settle("aborted"));
}
