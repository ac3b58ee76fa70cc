import { z } from "zod";
import type { Account } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import type { KazooClient } from "./client";
import type { KazooSession } from "./kazoo";
import { kazooPath } from "./kazoo-request";
import { readList } from "./read-list";

const accountSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().optional().catch(undefined),
    realm: z.string().optional().catch(undefined),
    tree: z.array(z.string()).catch([]),
  })
  .transform(
    ({ id, name, realm, tree }): Account => ({
      id,
      name: name ?? id,
      realm: realm ?? null,
      path: tree,
    }),
  );

export function createAccounts(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "getAccount" | "listDescendants"> {
  return {
    async getAccount(accountId) {
      const path = kazooPath("accounts", accountId);
      try {
        return await client.read(
          { method: "GET", path, token, notFound: accountNotFound },
          accountSchema,
        );
      } catch (cause) {
        if (!(cause instanceof HooklineError) || cause.code !== "kazoo_forbidden") throw cause;
        // A foreign account must look like one that isn't there, to its last detail.
        const { kazooRequestId } = cause;
        throw accountNotFound({ cause, ...(kazooRequestId !== undefined && { kazooRequestId }) });
      }
    },
    async listDescendants(accountId) {
      const path = kazooPath("accounts", accountId, "descendants");
      const query = { ascending: "true" };
      return readList(
        client,
        { method: "GET", path, query, token, notFound: accountNotFound },
        accountSchema,
      );
    },
  };
}
