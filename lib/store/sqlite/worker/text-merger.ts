import type { MergeStep } from "../protocol";
import { commandTable, shardTable } from "../text-shards";
import { isDamage, isOfTheDatabase, messageOf } from "./database-failure";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

/** Pages written in one step: about a millisecond, in which no commit can begin. */
const pagesPerStep = 16;

const nothingToMerge: MergeStep = { isMerging: false, failure: null };

/**
 * Merges full tables of the text index, the newest first, each into one segment, a small step at a
 * time (sqlite.org/fts5.html, "The 'merge' Command"). Never throws: a damaged table is left alone
 * and hurts neither the others nor new events.
 */
export function createTextMerger(connection: Connection): () => MergeStep {
  const selectUnmerged = connection.prepare(
    `select number from text_shard
     where merged = 0 and number < (select max(number) from text_shard)
     order by number desc`,
  );
  const countChanges = connection.prepare("select total_changes() as changes");
  const givenUp = new Set<number>();
  let begun: number | null = null;

  function changes(): number {
    return numberInRow(countChanges.get(), "changes");
  }

  function merge(shard: number): void {
    const before = changes();
    // A negative number begins to merge everything, a positive one goes on with that.
    const pages = begun === shard ? pagesPerStep : -pagesPerStep;
    commandTable(connection, shardTable(shard), "merge", pages);
    begun = shard;
    // What FTS5 says of a step that found nothing to do: less than two rows changed.
    if (changes() - before < 2) {
      // Not prepared: a statement that met a lock would keep all others from being committed.
      connection.exec(`update text_shard set merged = 1 where number = ${shard}`);
    }
  }

  return () => {
    const unmerged = selectUnmerged.all().map((row) => numberInRow(row, "number"));
    const shard = unmerged.find((number) => !givenUp.has(number));
    if (shard === undefined) return nothingToMerge;
    try {
      merge(shard);
      return { isMerging: true, failure: null };
    } catch (cause) {
      // A locked, full or read-only database says nothing about the table: some other time.
      if (isOfTheDatabase(cause) && !isDamage(cause)) return nothingToMerge;
      givenUp.add(shard);
      return { isMerging: true, failure: `${shardTable(shard)}: ${messageOf(cause)}` };
    }
  };
}
