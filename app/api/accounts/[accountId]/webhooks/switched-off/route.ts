import { z } from "zod";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/**
 * An operator has seen that Kazoo switched these webhooks off; answers which others there are. The
 * webhooks stay as they are.
 */
export const DELETE = route({
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
});

const other = methodNotAllowed("DELETE");

export { other as GET, other as PATCH, other as POST, other as PUT };
