import { z } from "zod";

/** How large an event is, read before the event itself. */
export const sizeColumns = ["sequence", "body_bytes"] as const;
const sizeRow = z.object({ sequence: z.number().int(), body_bytes: z.number().int() });
type EventSize = z.infer<typeof sizeRow>;

export function parseSizeRow(row: unknown): EventSize {
  return sizeRow.parse(row);
}

/** The first of them, as many as have so many bytes together; one in any case. */
export function firstWithin(sizes: readonly EventSize[], limitBytes: number): readonly EventSize[] {
  let bytes = 0;
  const tooMuch = sizes.findIndex(({ body_bytes }, index) => {
    bytes += body_bytes;
    return index > 0 && bytes > limitBytes;
  });
  return tooMuch === -1 ? sizes : sizes.slice(0, tooMuch);
}
