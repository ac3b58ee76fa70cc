import { reEnableSchema } from "@/lib/domain/re-enable";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { reEnableWebhooks } from "@/lib/webhooks/re-enable/re-enable-webhooks";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Switches webhooks on again, after their URLs were asked; with `dryRun` they are only asked. */
  POST: route({
    auth: "account",
    body: reEnableSchema,
    handle: async ({ runtime, session, scope, body }) => {
      const { kazoo, receiverKeys, askTarget, logger } = runtime;
      const context = { kazoo: kazoo.as(session), receiverKeys, askTarget, scope };
      const items = await reEnableWebhooks(context, body);
      const { operatorId, username } = session;
      logger.info({ ...scope, operatorId, username, ...body }, "webhooks re-enabled");
      return { items };
    },
  }),
});
