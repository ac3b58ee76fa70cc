import type { Attempt } from "@/lib/domain/attempt";

/** "1 of 3"; "1" where Kazoo doesn't tell how many more there would be; null where it tells neither. */
export function tryInWords({
  tryNumber,
  retriesLeft,
}: Pick<Attempt, "tryNumber" | "retriesLeft">): string | null {
  if (tryNumber === null) return null;
  return retriesLeft === null ? String(tryNumber) : `${tryNumber} of ${tryNumber + retriesLeft}`;
}
