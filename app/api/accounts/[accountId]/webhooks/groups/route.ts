import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { countGroups } from "@/lib/webhooks/groups/count-groups";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Writes into the account's UI flags which groups its webhooks are in, for Monster UI. */
  POST: route({
    auth: "account",
    async handle({ runtime, session, scope }) {
      const groups = await countGroups({ kazoo: runtime.kazoo.as(session), scope });
      const { operatorId, username } = session;
      runtime.logger.info({ ...scope, operatorId, username }, "groups of webhooks counted");
      return { groups };
    },
  }),
});
