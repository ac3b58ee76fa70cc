import { sql } from "kysely";
import { z } from "zod";

/**
 * How large an event is, read before the event itself: a GET has everything in its query. The
 * payload is about as large as what it was decoded from, and headers are small.
 */
export const sizeSelection = [
  "event.sequence",
  sql<number>`event.body_bytes + coalesce(length(event.query), 0)`.as("bytes"),
] as const;
const sizeRow = z.object({ sequence: z.number().int(), bytes: z.number().int() });
type EventSize = z.infer<typeof sizeRow>;

export function parseSizeRow(row: unknown): EventSize {
  return sizeRow.parse(row);
}

/** The first events that fit into that many bytes together, but at least one. */
export function firstWithin(sizes: readonly EventSize[], limitBytes: number): readonly EventSize[] {
  let bytes = 0;
  const tooMuch = sizes.findIndex((size, index) => {
    bytes += size.bytes;
    return index > 0 && bytes > limitBytes;
  });
  return tooMuch === -1 ? sizes : sizes.slice(0, tooMuch);
}
