/** Rows that come into view within this time make one request. */
const gatherMs = 60;

interface Asked<T> {
  readonly id: string;
  readonly resolve: (found: T | null) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Reads what each of many ids stands for in groups, one group after the other, so that a long list
 * that is scrolled does not use up the requests that Kazoo grants an account. Null: there is none.
 */
export function readInGroups<T>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  maxAtOnce: number,
): (id: string) => Promise<T | null> {
  const waiting: Asked<T>[] = [];
  let isReading = false;

  async function readGroup(group: readonly Asked<T>[]): Promise<void> {
    try {
      const found = await read([...new Set(group.map(({ id }) => id))]);
      for (const { id, resolve } of group) resolve(found.get(id) ?? null);
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
  }

  async function readAll(): Promise<void> {
    while (waiting.length > 0) await readGroup(waiting.splice(0, maxAtOnce));
    isReading = false;
  }

  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      if (isReading) return;
      isReading = true;
      setTimeout(() => void readAll(), gatherMs);
    });
}
