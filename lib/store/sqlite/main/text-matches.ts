import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { SequenceBounds, TextMatches } from "../../events/event-engine";
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

/** Selects of sequences that match all FTS5 terms, one a table, a few tables a group, the newest first. */
async function selectsByShard(
  db: Kysely<EventDatabase>,
  { cluster, accountId }: AccountScope,
  terms: readonly string[],
  { atLeast, below }: SequenceBounds,
): Promise<readonly (readonly RawBuilder<unknown>[])[]> {
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
    .where("number", "<=", shardOf(below))
    .where("number", ">=", shardOf(atLeast))
    .orderBy("number", "desc")
    .execute();
  const expression = [`scope : ${scopeWord(scope.id)}`, ...terms].join(" AND ");
  return inGroups(shards.map(({ number }) => number)).map((group) =>
    group.map((number) => {
      const table = sql.table(shardTable(number));
      return sql`select rowid as sequence from ${table} where ${table} match ${expression}`;
    }),
  );
}

function isIn(selects: readonly RawBuilder<unknown>[]): Expression<SqlBool> {
  return sql<boolean>`event.sequence in (${sql.join(selects, sql` union all `)})`;
}

/** The sequences that match all FTS5 terms, a few tables a source, the newest first. */
export async function matchesByShard(
  db: Kysely<EventDatabase>,
  scope: AccountScope,
  terms: readonly string[],
  before: number,
): Promise<readonly TextMatches[]> {
  const groups = await selectsByShard(db, scope, terms, { atLeast: 0, below: before });
  return groups.map((selects) => {
    const [only, ...others] = selects;
    // One table gives a word that is in most events without being read to its end. Several are
    // asked for rare words: joined, SQLite would look through all events for them.
    return only && others.length === 0
      ? sql<{ sequence: number }>`(${only})`.as("matching")
      : isIn(selects);
  });
}

/** The same of rare words, within bounds, as conditions. */
export async function rareMatches(
  db: Kysely<EventDatabase>,
  scope: AccountScope,
  terms: readonly string[],
  bounds: SequenceBounds,
): Promise<readonly Expression<SqlBool>[]> {
  return (await selectsByShard(db, scope, terms, bounds)).map(isIn);
}
