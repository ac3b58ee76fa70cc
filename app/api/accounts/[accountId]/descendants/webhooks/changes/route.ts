import { accountChangesSchema } from "@/lib/domain/account-changes";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { sseResponse } from "@/lib/http/sse";
import { changeAccounts } from "@/lib/webhooks/accounts/change-accounts";
import { createWebhookNotes } from "@/lib/webhooks/webhook-notes";

export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Makes or re-enables webhooks in the account and its descendants; with `dryRun` only says what. */
  POST: route({
    auth: "account",
    body: accountChangesSchema,
    handle: ({ runtime, request, session, scope, account, body }) => {
      const { kazoo, receiverKeys, askTarget, accountsReader: reader, stopping, logger } = runtime;
      const { operatorId, username } = session;
      const { changes, dryRun } = body;
      const count = changes.length;
      logger.info(
        { ...scope, operatorId, username, count, dryRun },
        "webhooks of accounts changed",
      );
      const noteSaved = createWebhookNotes(runtime).saved;
      const who = { cluster: scope.cluster, operatorId: operatorId ?? username, account };
      return sseResponse(
        async function* (signal) {
          const sweep = kazoo.sweep(session);
          const parts = { sweep, receiverKeys, askTarget, reader, noteSaved, signal, ...who };
          for await (const frame of changeAccounts(parts, body)) {
            yield { event: frame.is, data: frame };
          }
        },
        { request, stopping },
      );
    },
  }),
});
