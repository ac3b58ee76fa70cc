import type { DrainedEvent } from "@/lib/drain/sink";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";

const windowMs = 60_000;
/** Once a second, as many as can come meanwhile. */
const prunedAtOnce = 10_000;
const digestBytes = 16;
/** How a minute stands before its digest, as text. */
const minuteChars = 8;
const askedBytes = minuteChars + digestBytes;

/** The first of the deliveries that are the same. */
interface First {
  readonly id: string;
  readonly receivedAt: number;
}

export interface FoundRepeats {
  /** The event that this one of the group repeats; null for the first of its kind. */
  repeatOf(index: number): string | null;
  /** Notes the firsts of the group, by the sequences of its events; null: it was not stored. */
  write(sequences: readonly (number | null)[]): void;
}

function minuteOf(receivedAt: number): number {
  return Math.trunc(receivedAt / windowMs);
}

/** Minutes and digests one behind the other: one statement takes them all. */
function packed(events: readonly DrainedEvent[]): Buffer {
  const bytes = Buffer.alloc(events.length * askedBytes);
  for (const [n, { receivedAt, digest }] of events.entries()) {
    const minute = String(minuteOf(receivedAt)).padStart(minuteChars, "0");
    bytes.write(minute, n * askedBytes, minuteChars, "latin1");
    bytes.set(digest, n * askedBytes + minuteChars);
  }
  return bytes;
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
    `with recursive numbers (n) as (
       select 0 union all select n + 1 from numbers where n + 1 < ?1
     ), asked as (
       select n,
         cast(cast(substr(?2, n * ${askedBytes} + 1, ${minuteChars}) as text) as integer) as near,
         substr(?2, n * ${askedBytes} + ${minuteChars + 1}, ${digestBytes}) as wanted
       from numbers
     )
     select n, event_id, received_at from asked
     join delivery_digest on minute in (near, near - 1, near + 1) and digest = wanted`,
  );
  const insertFirsts = connection.prepare(
    `insert into delivery_digest (minute, digest, event_id, received_at)
     select received_at / ${windowMs}, substr(?1, (sequence - ?2) * ${digestBytes} + 1, ${digestBytes}),
       id, received_at
     from event where sequence between ?2 and ?3
       and substr(?1, (sequence - ?2) * ${digestBytes} + 1, ${digestBytes}) <> zeroblob(${digestBytes})
     on conflict do nothing`,
  );
  const deleteBefore = connection.prepare(
    `delete from delivery_digest where (minute, digest) in (
       select minute, digest from delivery_digest where minute < ? limit ?
     )`,
  );

  function storedFirsts(events: readonly DrainedEvent[]): Map<number, First[]> {
    const found = new Map<number, First[]>();
    if (events.length === 0) return found;
    for (const row of selectFirsts.all([events.length, packed(events)])) {
      const n = numberInRow(row, "n");
      const id = String(Reflect.get(Object(row), "event_id"));
      const first = { id, receivedAt: numberInRow(row, "received_at") };
      found.set(n, [...(found.get(n) ?? []), first]);
    }
    return found;
  }

  function writeFirsts(digests: ReadonlyMap<number, Uint8Array>): void {
    const sequences = [...digests.keys()];
    const [from, to] = [sequences[0], sequences.at(-1)];
    if (from === undefined || to === undefined) return;
    // What lies between is no first: its place stays empty.
    const bytes = Buffer.alloc((to - from + 1) * digestBytes);
    for (const [sequence, digest] of digests) bytes.set(digest, (sequence - from) * digestBytes);
    insertFirsts.run([bytes, from, to]);
  }

  return {
    find(events: readonly DrainedEvent[]): FoundRepeats {
      const stored = storedFirsts(events);
      const ownFirsts = new Map<string, First[]>();
      const fresh = new Map<number, Uint8Array>();
      const repeats = events.map(({ id, receivedAt, digest }, n) => {
        const key = Buffer.from(digest.buffer, digest.byteOffset, digest.length).toString("latin1");
        const own = ownFirsts.get(key);
        const known = stored.get(n);
        const first =
          own || known ? matching([...(known ?? []), ...(own ?? [])], receivedAt) : null;
        // It may be there already: then it is its own first.
        if (first) return first.id === id ? null : first.id;
        ownFirsts.set(key, [...(own ?? []), { id, receivedAt }]);
        fresh.set(n, digest);
        return null;
      });
      return {
        repeatOf: (index) => repeats[index] ?? null,
        write(sequences) {
          const digests = new Map<number, Uint8Array>();
          for (const [n, digest] of fresh) {
            const sequence = sequences[n] ?? null;
            if (sequence !== null) digests.set(sequence, digest);
          }
          writeFirsts(digests);
        },
      };
    },
    /** Some of those received before, Unix milliseconds. */
    forgetBefore(before: number): void {
      deleteBefore.run([minuteOf(before), prunedAtOnce]);
    },
  };
}
