import type { SqlValue } from "../protocol";

/** As many as come while the index is a little behind; of more it reads the events again. */
const maxEntries = 4_096;
const maxCharacters = 8 * 1024 * 1024;

/** What goes into the text index for one event. */
export interface TextEntry {
  readonly sequence: number;
  /** rowid, scope and content_text; null when it has none. */
  readonly values: SqlValue[] | null;
  /** In characters. */
  readonly textLength: number;
}

/** Entries of events that were just committed in this thread, so that they need not be read back. */
export interface RecentEntries {
  /** Whether one more is of use; asked before it is made. */
  hasRoom(): boolean;
  add(entry: TextEntry): void;
  /** Those that follow on a sequence without a gap, at most so many; forgets those before. */
  after(sequence: number, most: number): readonly TextEntry[];
}

export function createRecentEntries(): RecentEntries {
  let entries: TextEntry[] = [];
  let characters = 0;

  function forgetThrough(sequence: number): void {
    const kept = entries.findIndex((entry) => entry.sequence > sequence);
    const gone = entries.slice(0, kept === -1 ? entries.length : kept);
    for (const { textLength } of gone) characters -= textLength;
    entries = entries.slice(gone.length);
  }

  return {
    hasRoom: () => entries.length < maxEntries && characters < maxCharacters,
    add(entry) {
      entries.push(entry);
      characters += entry.textLength;
    },
    after(sequence, most) {
      forgetThrough(sequence);
      let count = 0;
      while (count < most && entries[count]?.sequence === sequence + 1 + count) count += 1;
      return entries.slice(0, count);
    },
  };
}
