import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type ErrorDetails, HooklineError } from "@/lib/domain/hookline-error";
import type { KazooClient } from "./client";
import type { KazooSession } from "./kazoo";
import { kazooPath } from "./kazoo-request";
import { readList } from "./read-list";

/** What every user has that Hookline makes for a test, and nobody else. */
const namePrefix = "hookline-test-";

const createdSchema = z.object({ id: z.string().min(1) });
const listedSchema = z.object({
  id: z.string().min(1),
  username: z.string().optional().catch(undefined),
});

function userNotFound(details?: ErrorDetails): HooklineError {
  return new HooklineError("not_found", "Kazoo has no such user in this account.", details);
}

function madeAt(username: string | undefined): number | null {
  const stamp = /^hookline-test-(\d{12,14})$/.exec(username ?? "")?.[1];
  return stamp === undefined ? null : Number(stamp);
}

type TestUsers = Pick<KazooSession, "createTestUser" | "deleteTestUser" | "listTestUsers">;

export function createTestUsers(client: KazooClient, token: string): TestUsers {
  return {
    createTestUser(accountId, at) {
      const data = {
        first_name: "Hookline",
        last_name: "test, may be deleted",
        username: `${namePrefix}${at}`,
        // Kazoo wants one; nobody knows it.
        password: randomBytes(24).toString("base64url"),
      };
      const path = kazooPath("accounts", accountId, "users");
      return client.read({ method: "PUT", path, token, body: { data } }, createdSchema);
    },
    async deleteTestUser(accountId, userId) {
      const path = kazooPath("accounts", accountId, "users", userId);
      const request = { method: "DELETE", path, token, notFound: userNotFound } as const;
      await client.read(request, z.unknown()).catch((cause) => {
        // Deleted by an answer that was lost, or by somebody else.
        if (!(cause instanceof HooklineError) || cause.code !== "not_found") throw cause;
      });
    },
    async listTestUsers(accountId) {
      const path = kazooPath("accounts", accountId, "users");
      const users = await readList(client, { method: "GET", path, token }, listedSchema);
      return users.flatMap(({ id, username }) => {
        const at = madeAt(username);
        return at === null ? [] : [{ id, madeAt: at }];
      });
    },
  };
}
