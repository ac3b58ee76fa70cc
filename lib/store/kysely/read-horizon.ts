import type { Kysely } from "kysely";
import { z } from "zod";
import type { AccountScope } from "@/lib/domain/account";
import { type RetentionHorizon, retentionReasons } from "@/lib/domain/retention";
import type { EventDatabase } from "./database";

const horizonRow = z
  .object({
    dropped_before: z.number().nullable(),
    dropped_events: z.number().int(),
    dropped_at: z.number().nullable(),
    reason: z.enum(retentionReasons).nullable(),
  })
  .transform(
    (row): RetentionHorizon => ({
      droppedBefore: row.dropped_before,
      droppedEvents: row.dropped_events,
      droppedAt: row.dropped_at,
      reason: row.reason,
    }),
  );

const ownRow = z.object({ dropped_before: z.number().nullable() });

function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** As EventStore.horizon. */
export async function readHorizon(
  db: Kysely<EventDatabase>,
  scope?: AccountScope,
): Promise<RetentionHorizon> {
  const all = horizonRow.parse(await db.selectFrom("retention").selectAll().executeTakeFirst());
  if (!scope) return all;
  const own = await db
    .selectFrom("scope")
    .select("dropped_before")
    .where("cluster", "=", scope.cluster)
    .where("account_id", "=", scope.accountId)
    .executeTakeFirst();
  const before = own ? ownRow.parse(own).dropped_before : null;
  return { ...all, droppedBefore: laterOf(all.droppedBefore, before) };
}
