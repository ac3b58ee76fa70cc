import { type RowToWrite, receivedAtOf } from "./place-rows";

/** How exactly it is known when a receiver key was last used. */
const exactnessMs = 60_000;

export interface KeyUses {
  /** When keys were last used, by their ids, where that is news. */
  newIn(rows: readonly RowToWrite[]): ReadonlyMap<string, number>;
  /** It is in the database. */
  noted(rows: readonly RowToWrite[]): void;
}

export function createKeyUses(): KeyUses {
  const known = new Map<string, number>();

  function newIn(rows: readonly RowToWrite[]): ReadonlyMap<string, number> {
    const uses = new Map<string, number>();
    for (const row of rows) {
      const keyId = String(row.values.receiver_key_id);
      uses.set(keyId, Math.max(uses.get(keyId) ?? 0, receivedAtOf(row)));
    }
    for (const [keyId, at] of uses) {
      const before = known.get(keyId);
      if (before !== undefined && at < before + exactnessMs) uses.delete(keyId);
    }
    return uses;
  }

  return {
    newIn,
    noted(rows) {
      for (const [keyId, at] of newIn(rows)) known.set(keyId, at);
    },
  };
}
