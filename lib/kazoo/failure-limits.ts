import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import type { KazooClient } from "./client";
import type { KazooSession } from "./kazoo";
import { kazooPath } from "./kazoo-request";

const positive = z.number().int().positive().optional().catch(undefined);

const configSchema = z
  .object({ attempt_failure_count: positive, attempt_failure_expiry_ms: positive })
  .transform(({ attempt_failure_count: count, attempt_failure_expiry_ms: windowMs }) => ({
    ...(count !== undefined && { count }),
    ...(windowMs !== undefined && { windowMs }),
  }));

/** A cluster may run without this part of its API, and may keep it from an operator. */
const notShown = new Set(["account_not_found", "kazoo_forbidden", "kazoo_bad_answer"]);

export function createFailureLimits(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "readFailureLimits"> {
  return {
    async readFailureLimits(accountId) {
      const path = kazooPath("accounts", accountId, "configs", "webhooks");
      try {
        const request = { method: "GET", path, token, notFound: accountNotFound } as const;
        return await client.read(request, configSchema);
      } catch (cause) {
        if (cause instanceof HooklineError && notShown.has(cause.code)) return {};
        throw cause;
      }
    },
  };
}
