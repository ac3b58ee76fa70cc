// What an event costs beside its texts: its small columns and the indexes.
const rowBytes = 2_000;

interface LargeColumns {
  readonly payload: string | null | number;
  readonly query: string | null | number;
}

function bytesOf(text: string | null | number): number {
  return typeof text === "string" ? Buffer.byteLength(text) : 0;
}

/** How many bytes an event counts for its account (scope.bytes), before it is written. */
export function storedBytes({ payload, query }: LargeColumns, bodyBytes: number): number {
  return rowBytes + bodyBytes + bytesOf(payload) + bytesOf(query);
}

/** The same of a row of `event`, on both engines, without reading its large columns. */
export const storedBytesSql = `(${rowBytes} + event.body_bytes
  + coalesce(octet_length(event.payload), 0) + coalesce(octet_length(event."query"), 0))`;
