const windowMs = 60_000;
const minuteMs = 60_000;

/** The minute of receipt, with which a digest's key begins. */
export function minuteOf(receivedAt: number): number {
  return Math.floor(receivedAt / minuteMs);
}

/** A delivery that others may repeat. */
interface First {
  readonly id: string;
  readonly receivedAt: number;
}

export interface SentEvent extends First {
  readonly digest: Uint8Array;
}

export interface Repeats {
  /** One that is in the database. */
  addStored(digest: Uint8Array, first: First): void;
  /** The id of what this repeats; null makes it the first of its kind. */
  repeatOf(event: SentEvent): string | null;
  /** Those that became the first of their kind. */
  firsts(): readonly SentEvent[];
}

function keyOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** Deliveries with the same digest that were received within a minute of each other. */
export function createRepeats(): Repeats {
  const known = new Map<string, First[]>();
  const added: SentEvent[] = [];

  function add(key: string, first: First): void {
    const alike = known.get(key);
    if (alike) alike.push(first);
    else known.set(key, [first]);
  }

  return {
    addStored: (digest, first) => add(keyOf(digest), first),
    repeatOf(event) {
      const key = keyOf(event.digest);
      const [first] = (known.get(key) ?? [])
        .filter(({ receivedAt }) => Math.abs(receivedAt - event.receivedAt) < windowMs)
        .sort((a, b) => a.receivedAt - b.receivedAt);
      if (first) return first.id;
      add(key, event);
      added.push(event);
      return null;
    },
    firsts: () => added,
  };
}
