import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";
import { commandShard } from "./text-shards";

/** Pages written in one step: about a millisecond, in which no commit can begin. */
const pagesPerStep = 16;

/**
 * Merges full tables of the text index, the newest first, each into one segment, a small step at a
 * time (sqlite.org/fts5.html, "The 'merge' Command"). Gives whether there is more to do.
 */
export function createTextMerger(connection: Connection): () => boolean {
  const selectNext = connection.prepare(
    `select number from text_shard
     where merged = 0 and number < (select max(number) from text_shard)
     order by number desc limit 1`,
  );
  const countChanges = connection.prepare("select total_changes() as changes");
  let begun: number | null = null;

  function changes(): number {
    return numberInRow(countChanges.get(), "changes");
  }

  return () => {
    const row: unknown = selectNext.get();
    if (row === undefined) return false;
    const shard = numberInRow(row, "number");
    const before = changes();
    // A negative number begins to merge everything, a positive one goes on with that.
    commandShard(connection, shard, "merge", begun === shard ? pagesPerStep : -pagesPerStep);
    begun = shard;
    // What FTS5 says of a step that found nothing to do: less than two rows changed.
    if (changes() - before < 2) {
      // Not prepared: a statement that met a lock would keep all others from being committed.
      connection.exec(`update text_shard set merged = 1 where number = ${shard}`);
    }
    return true;
  };
}
