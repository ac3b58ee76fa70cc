import type { ReceiverKey } from "@/lib/domain/receiver-key";

const writeEveryMs = 60_000;

export interface LastUses {
  note(key: ReceiverKey): void;
  /** Unix milliseconds; null when never. */
  of(key: ReceiverKey): number | null;
}

/** When each key was last used: exact here, written down at most once a minute. */
export function createLastUses(
  write: (keyId: string, usedAt: number) => Promise<void>,
  now: () => number,
): LastUses {
  const uses = new Map<string, { usedAt: number; writtenAt: number }>();
  return {
    note({ id, lastUsedAt }) {
      const usedAt = now();
      const writtenAt = uses.get(id)?.writtenAt ?? lastUsedAt ?? 0;
      const due = usedAt - writtenAt >= writeEveryMs;
      uses.set(id, { usedAt, writtenAt: due ? usedAt : writtenAt });
      // A store that can't be written to is told of elsewhere; the next minute tries again.
      if (due) write(id, usedAt).catch(() => {});
    },
    of: ({ id, lastUsedAt }) => uses.get(id)?.usedAt ?? lastUsedAt,
  };
}
