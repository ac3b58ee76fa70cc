import { parseTarget } from "../http/target";

/** "undecided": more bytes are needed. Bytes that are no request line may be of either kind. */
export type HeadKind = "delivery" | "page" | "undecided";

const requestLine = /^[\r\n]*[A-Z-]+ +([^ \r\n]*)([ \r\n]?)/;
/** After any base path, this much shows whether a target lies under /receive/. */
const decidingBytes = 200;

export function decidingBytesFor(basePath: string): number {
  return decidingBytes + basePath.length;
}

/** Decides what a head is about from the bytes received so far. */
export function headKind(start: string, basePath: string): HeadKind {
  const isEnough = start.length >= decidingBytesFor(basePath);
  const found = requestLine.exec(start);
  // Older HTTP clients of Kazoo write invalid request lines, so an invalid line counts as a
  // delivery's.
  if (!found) return isEnough ? "delivery" : "undecided";
  const [, target = "", end] = found;
  if (target !== "" && parseTarget(target, basePath).kind === "receive") return "delivery";
  return isEnough || end !== "" ? "page" : "undecided";
}
