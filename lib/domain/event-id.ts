/**
 * A new event's id, from its time in Unix milliseconds: a UUID of version 7, which sorts by time,
 * which keeps its index compact, and has 74 random bits.
 */
export function newEventId(receivedAt: number): string {
  const time = Math.max(0, receivedAt).toString(16).padStart(12, "0").slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** The same id for the same time and digest: 18 hex digits of one, or more. */
export function eventIdOf(at: number, digest: string): string {
  const time = Math.max(0, at).toString(16).padStart(12, "0").slice(-12);
  const [random, variant] = [
    digest.slice(0, 18),
    "89ab"[Number.parseInt(digest.slice(0, 1), 16) % 4],
  ];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
