import { z } from "zod";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /**
   * An operator has seen that Kazoo switched these webhooks off; answers which others there are. The
   * webhooks stay as they are.
   */
  DELETE: route({
    auth: "account",
    query: z.object({ ids: joinedIdsSchema }),
    async handle({ runtime: { knownWebhookStore, logger }, scope, session, query: { ids } }) {
      await knownWebhookStore.dismissSwitchedOff(scope, ids);
      const { operatorId, username } = session;
      logger.info(
        { ...scope, operatorId, username, webhookIds: ids },
        "switched off webhooks dismissed",
      );
      return { switchedOff: await knownWebhookStore.switchedOff(scope) };
    },
  }),
});
