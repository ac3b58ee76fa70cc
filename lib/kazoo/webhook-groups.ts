import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { accountNotFound } from "@/lib/domain/not-found";
import { type KazooClient, parseAnswered, requireSuccess } from "./client";
import type { KazooSession } from "./kazoo";
import { type KazooRequest, kazooPath } from "./kazoo-request";

/** Somebody else's change between reading and writing is read again this often. */
const maxTries = 3;

const objectSchema = z.record(z.string(), z.unknown()).catch({});
const accountSchema = z.looseObject({ ui_flags: objectSchema.default({}) });

function sameCounts(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) {
  const text = (counts: typeof a) =>
    JSON.stringify(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(a) === text(b);
}

/**
 * Monster UI offers the groups that the account's `ui_flags` name under its own app
 * (docs/kazoo.md#webhook-groups). The other flags are written back as they were read.
 */
export function createWebhookGroups(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "writeWebhookGroups"> {
  async function tryOnce(path: string, groups: Readonly<Record<string, number>>): Promise<void> {
    const read: KazooRequest = { method: "GET", path, token, notFound: accountNotFound };
    const answer = await client.ask(read);
    const { data, revision } = requireSuccess(answer, read);
    const { ui_flags: flags } = parseAnswered(accountSchema, data, answer.kazooRequestId);
    const webhooks = objectSchema.parse(flags.webhooks ?? {});
    if (sameCounts(objectSchema.parse(webhooks.groups ?? {}), groups)) return;
    const changed = { ...flags, webhooks: { ...webhooks, groups } };
    const write: KazooRequest = {
      ...read,
      method: "PATCH",
      body: { data: { ui_flags: changed } },
      ...(typeof revision === "string" && { ifMatch: revision }),
    };
    await client.read(write, z.unknown());
  }

  return {
    async writeWebhookGroups(accountId, groups) {
      const path = kazooPath("accounts", accountId);
      for (let tries = 1; ; tries += 1) {
        try {
          return await tryOnce(path, groups);
        } catch (cause) {
          const isConflict = cause instanceof HooklineError && cause.code === "kazoo_conflict";
          if (!isConflict || tries === maxTries) throw cause;
        }
      }
    },
  };
}
