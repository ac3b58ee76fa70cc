// What an event costs beside its texts: its small columns, and objects in memory.
const rowBytes = 2_000;

interface LargeTexts {
  readonly payload: string | null | number;
  readonly query: string | null | number;
}

function lengthOf(text: string | null | number): number {
  return typeof text === "string" ? text.length : 0;
}

/** How much an event that is to be written takes in memory, and about half of that in a log. */
export function pendingBytes({ payload, query }: LargeTexts, body: Uint8Array): number {
  return rowBytes + body.byteLength + lengthOf(payload) + lengthOf(query);
}
