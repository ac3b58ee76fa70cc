const prefix = "/receive/";

export interface ReceiverTarget {
  readonly key: string;
  /** Raw query without its first "?", one char per byte; null when there was no "?". */
  readonly query: string | null;
}

/** "/receive/KEY?a=b" → KEY and "a=b". What follows the key in the path is the sender's business. */
export function parseReceiverTarget(target: string): ReceiverTarget | null {
  if (!target.startsWith(prefix)) return null;
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  const key = path.slice(prefix.length).split(/[/#]/, 1)[0] ?? "";
  return { key, query: mark === -1 ? null : target.slice(mark + 1) };
}
