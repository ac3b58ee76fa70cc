import type { Kysely } from "kysely";
import { z } from "zod";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { ReceiverKeyStore } from "../store";
import type { EventDatabase } from "./database";

const rowSchema = z
  .object({
    id: z.string(),
    cluster: z.string(),
    account_id: z.string(),
    name: z.string(),
    key: z.string(),
    created_at: z.number(),
    last_used_at: z.number().nullable(),
  })
  .transform(
    ({ cluster, account_id, created_at, last_used_at, ...row }): ReceiverKey => ({
      ...row,
      scope: { cluster, accountId: account_id },
      createdAt: created_at,
      lastUsedAt: last_used_at,
    }),
  );

export function createKyselyReceiverKeyStore(db: Kysely<EventDatabase>): ReceiverKeyStore {
  return {
    async all() {
      const rows = await db
        .selectFrom("receiver_key")
        .selectAll()
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map((row) => rowSchema.parse(row));
    },
    async insert({ id, scope, name, key, createdAt, lastUsedAt }) {
      await db
        .insertInto("receiver_key")
        .values({
          id,
          cluster: scope.cluster,
          account_id: scope.accountId,
          name,
          key,
          created_at: createdAt,
          last_used_at: lastUsedAt,
        })
        .execute();
    },
    async remove({ cluster, accountId }, keyId) {
      await db
        .deleteFrom("receiver_key")
        .where("id", "=", keyId)
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .execute();
    },
  };
}
