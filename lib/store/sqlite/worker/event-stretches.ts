import type { Connection } from "./open-database";

// As in migration 5.
export const stretchRows = 4_096;

function stretchOf(sequence: number): number {
  return Math.floor(sequence / stretchRows);
}

export interface StretchNotes {
  add(sequence: number, receivedAt: number): void;
  /** Writes them, within the transaction of the events they are about. */
  write(): void;
}

/** Notes between which times the events of a commit were received, to be written with them. */
export function prepareStretchNotes(connection: Connection): () => StretchNotes {
  const widen = connection.prepare(
    `insert into event_stretch (number, oldest, newest) values (?, ?, ?) on conflict do update
     set oldest = min(oldest, excluded.oldest), newest = max(newest, excluded.newest)`,
  );
  return () => {
    const spans = new Map<number, [number, number]>();
    return {
      add(sequence, receivedAt) {
        const [oldest, newest] = spans.get(stretchOf(sequence)) ?? [receivedAt, receivedAt];
        const span: [number, number] = [Math.min(oldest, receivedAt), Math.max(newest, receivedAt)];
        spans.set(stretchOf(sequence), span);
      },
      write() {
        for (const [number, span] of spans) widen.run([number, ...span]);
      },
    };
  };
}
