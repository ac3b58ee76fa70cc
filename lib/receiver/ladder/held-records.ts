import { createHash } from "node:crypto";
import type { SpoolPlace } from "@/lib/spool/spool";
import { monotonicMs } from "../limits/monotonic-ms";

/** Much longer than a sender that was asked to come again takes to do so. */
const keptMs = 60_000;
const maxKept = 10_000;

/** What makes a delivery the same as another: all that its sender chose. */
export interface SentContent {
  readonly key: { readonly id: string };
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly query: string | null;
  readonly body: Uint8Array;
}

/**
 * Records that lie in the spool, or are on their way there, while their sender was asked to send
 * again. Who sends the same again is given its own record instead of a second one.
 *
 * Two deliveries with the same bytes can't be told apart, but they can be counted: each record is
 * given once, so there are in the end as many records as deliveries. What this process forgets by
 * ending is written twice, and the drain marks the second as a repeat.
 */
export interface HeldRecords {
  keep(content: SentContent, place: Promise<SpoolPlace>): void;
  /** Gives such a record away. */
  claim(content: SentContent): Promise<SpoolPlace> | null;
  /** Forgets those whose senders did not come. */
  forgetOld(): void;
}

function digestOf({ key, method, headers, query, body }: SentContent): string {
  const head = JSON.stringify([key.id, method, headers, query]);
  return createHash("sha256").update(head).update(body).digest("base64");
}

export function createHeldRecords(now: () => number = monotonicMs): HeldRecords {
  const kept = new Map<string, { place: Promise<SpoolPlace>; since: number }[]>();
  let count = 0;

  return {
    keep(content, place) {
      if (count >= maxKept) return;
      const digest = digestOf(content);
      kept.set(digest, [...(kept.get(digest) ?? []), { place, since: now() }]);
      count += 1;
    },
    claim(content) {
      if (count === 0) return null;
      const digest = digestOf(content);
      const [first, ...others] = kept.get(digest) ?? [];
      if (!first) return null;
      count -= 1;
      if (others.length > 0) kept.set(digest, others);
      else kept.delete(digest);
      return first.place;
    },
    forgetOld() {
      for (const [digest, records] of kept) {
        const young = records.filter(({ since }) => now() - since < keptMs);
        count -= records.length - young.length;
        if (young.length > 0) kept.set(digest, young);
        else kept.delete(digest);
      }
    },
  };
}
