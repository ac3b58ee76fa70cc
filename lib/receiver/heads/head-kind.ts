import { parseTarget } from "../http/target";

/** "undecided": more bytes can tell. What is no request line may be anything's. */
export type HeadKind = "delivery" | "page" | "undecided";

const requestLine = /^[\r\n]*[A-Z-]+ +([^ \r\n]*)([ \r\n]?)/;
/** After any base path, this much shows whether a target lies under /receive/. */
const decidingBytes = 200;

export function decidingBytesFor(basePath: string): number {
  return decidingBytes + basePath.length;
}

/** What a head is about, from its first bytes as they have come until now. */
export function headKind(start: string, basePath: string): HeadKind {
  const isEnough = start.length >= decidingBytesFor(basePath);
  const found = requestLine.exec(start);
  // Kazoo's older client writes request lines that no parser takes: they pass for a delivery's.
  if (!found) return isEnough ? "delivery" : "undecided";
  const [, target = "", end] = found;
  if (target !== "" && parseTarget(target, basePath).kind === "receive") return "delivery";
  return isEnough || end !== "" ? "page" : "undecided";
}
