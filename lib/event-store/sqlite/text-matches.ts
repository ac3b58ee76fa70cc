import { type Kysely, sql } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { EventDatabase } from "../database";
import type { TextMatches } from "../event-engine";
import { scopeWord, shardOf, shardTable } from "./text-shards";

/** The sequences whose text matches an FTS5 expression, one source a shard, the newest first. */
export async function matchesByShard(
  db: Kysely<EventDatabase>,
  { cluster, accountId }: AccountScope,
  words: string,
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
  const expression = `scope : "${scopeWord(scope.id)}" AND content_text : (${words})`;
  return shards.map(({ number }) => {
    const table = sql.table(shardTable(number));
    return sql<{
      sequence: number;
    }>`(select rowid as sequence from ${table} where ${table} match ${expression})`.as("matching");
  });
}
