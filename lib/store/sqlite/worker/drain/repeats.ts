import type { DrainedEvent } from "@/lib/drain/sink";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";

const windowMs = 60_000;
/** Once a second, as many as can come meanwhile. */
const prunedAtOnce = 10_000;

/** The first of the deliveries that are the same. */
interface First {
  readonly id: string;
  readonly receivedAt: number;
}

interface FoundRepeats {
  /** The event that this one of the group repeats; null for the first of its kind. */
  repeatOf(index: number): string | null;
  /** Notes the firsts of the group. */
  write(): void;
}

function minuteOf(receivedAt: number): number {
  return Math.floor(receivedAt / windowMs);
}

function hexOf(digest: Uint8Array): string {
  return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength).toString("hex");
}

/** The earliest within the window; a repeat doesn't make it longer. */
function matching(firsts: readonly First[], receivedAt: number): First | null {
  const near = firsts.filter((first) => Math.abs(first.receivedAt - receivedAt) < windowMs);
  return near.reduce<First | null>(
    (best, first) => (best && best.receivedAt <= first.receivedAt ? best : first),
    null,
  );
}

/** Recognises deliveries that came before, by their digests. All within the caller's transaction. */
export function prepareRepeats(connection: Connection) {
  const selectFirsts = connection.prepare(
    `select asked.key as n, event_id, received_at from json_each(?) as asked
     join delivery_digest on minute in (
       asked.value ->> 0, (asked.value ->> 0) - 1, (asked.value ->> 0) + 1
     ) and digest = unhex(asked.value ->> 1)`,
  );
  const insertFirst = connection.prepare(
    `insert into delivery_digest (minute, digest, event_id, received_at) values (?, ?, ?, ?)
     on conflict do nothing`,
  );
  const deleteBefore = connection.prepare(
    `delete from delivery_digest where (minute, digest) in (
       select minute, digest from delivery_digest where minute < ? limit ?
     )`,
  );

  function storedFirsts(events: readonly DrainedEvent[], hex: readonly string[]) {
    const asked = events.map(({ receivedAt }, n) => [minuteOf(receivedAt), hex[n]]);
    const found = new Map<number, First[]>();
    for (const row of selectFirsts.all([JSON.stringify(asked)])) {
      const n = numberInRow(row, "n");
      const id = String(Reflect.get(Object(row), "event_id"));
      const first = { id, receivedAt: numberInRow(row, "received_at") };
      found.set(n, [...(found.get(n) ?? []), first]);
    }
    return found;
  }

  return {
    find(events: readonly DrainedEvent[]): FoundRepeats {
      const hex = events.map(({ digest }) => hexOf(digest));
      const stored = storedFirsts(events, hex);
      const ownFirsts = new Map<string, First[]>();
      const fresh: DrainedEvent[] = [];
      const repeats = events.map((event, n) => {
        const { id, receivedAt } = event;
        const own = ownFirsts.get(hex[n] ?? "") ?? [];
        const first = matching([...(stored.get(n) ?? []), ...own], receivedAt);
        // It may be there already: then it is its own first.
        if (first) return first.id === id ? null : first.id;
        ownFirsts.set(hex[n] ?? "", [...own, { id, receivedAt }]);
        fresh.push(event);
        return null;
      });
      return {
        repeatOf: (index) => repeats[index] ?? null,
        write() {
          for (const { id, receivedAt, digest } of fresh) {
            insertFirst.run([minuteOf(receivedAt), digest, id, receivedAt]);
          }
        },
      };
    },
    /** Some of those received before, Unix milliseconds. */
    forgetBefore(before: number): void {
      deleteBefore.run([minuteOf(before), prunedAtOnce]);
    },
  };
}
