import type { KazooAttempt } from "@/lib/kazoo/kazoo";
import { firingKey, groupFirings } from "./firings";

/**
 * The how manieth try of its firing each attempt is: Kazoo counts the tries that are left, so the
 * first of a firing tells how many there are.
 */
export function numberTries(
  attempts: readonly KazooAttempt[],
): (attempt: KazooAttempt) => number | null {
  const firsts = new Map(
    groupFirings(attempts).map(({ key, attempts: ofFiring }) => [
      key,
      { left: ofFiring[0]?.retriesLeft ?? null, count: ofFiring.length },
    ]),
  );
  return (attempt) => {
    const first = firsts.get(firingKey(attempt));
    if (!first) return null;
    // A success doesn't say how many were left; it is the last one.
    if (attempt.retriesLeft === null) return attempt.result === "success" ? first.count : null;
    return first.left === null ? null : first.left - attempt.retriesLeft + 1;
  };
}
