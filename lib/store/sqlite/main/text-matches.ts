import { type Kysely, sql } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { TextMatches } from "../../events/event-engine";
import type { EventDatabase } from "../../kysely/database";
import { scopeWord, shardOf, shardTable } from "../text-shards";

/** Rare words are in few of many tables, so more and more are asked at once; but not for too long. */
const mostShardsAtOnce = 8;

function inGroups(shards: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (let at = 0, size = 1; at < shards.length; size = Math.min(2 * size, mostShardsAtOnce)) {
    groups.push(shards.slice(at, at + size));
    at += size;
  }
  return groups;
}

/** The sequences that match all FTS5 terms, a few tables a source, the newest first. */
export async function matchesByShard(
  db: Kysely<EventDatabase>,
  { cluster, accountId }: AccountScope,
  terms: readonly string[],
  before: number,
): Promise<readonly TextMatches[]> {
  const scope = await db
    .selectFrom("scope")
    .select("id")
    .where("cluster", "=", cluster)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  if (!scope) return [];
  const shards = await db
    .selectFrom("text_shard")
    .select("number")
    .where("number", "<=", shardOf(before))
    .orderBy("number", "desc")
    .execute();
  const expression = [`scope : ${scopeWord(scope.id)}`, ...terms].join(" AND ");
  return inGroups(shards.map(({ number }) => number)).map((group) => {
    const parts = group.map((number) => {
      const table = sql.table(shardTable(number));
      return sql`select rowid as sequence from ${table} where ${table} match ${expression}`;
    });
    const sequences = sql`(${sql.join(parts, sql` union all `)})`;
    // One table gives a word that is in most events without being read to its end. Several are
    // asked for rare words: joined, SQLite would look through all events for them.
    return group.length === 1
      ? sql<{ sequence: number }>`${sequences}`.as("matching")
      : sql<boolean>`event.sequence in ${sequences}`;
  });
}
