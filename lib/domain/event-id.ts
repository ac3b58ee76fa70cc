/**
 * A new event's id, from its time in Unix milliseconds: a UUID of version 7, which sorts by time,
 * which keeps its index compact, and has 74 random bits.
 */
export function newEventId(receivedAt: number): string {
  const time = Math.max(0, receivedAt).toString(16).padStart(12, "0").slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
