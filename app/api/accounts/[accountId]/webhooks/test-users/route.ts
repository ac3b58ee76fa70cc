import { z } from "zod";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { deleteLeftUsers } from "@/lib/webhooks/test-fire/left-users";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The users that tests made and Kazoo still has: of one that runs, or left behind. */
  GET: route({
    auth: "account",
    handle: async ({ runtime, session, scope }) => ({
      items: await runtime.kazoo.as(session).listTestUsers(scope.accountId),
    }),
  }),
  /** Deletes these, if a test made them; answers what is left. */
  DELETE: route({
    auth: "account",
    query: z.object({ ids: joinedIdsSchema }),
    async handle({ runtime, session, scope, query: { ids } }) {
      const kazoo = runtime.kazoo.as(session);
      const { operatorId, username } = session;
      runtime.logger.info({ ...scope, operatorId, username, ids }, "users of tests are deleted");
      await deleteLeftUsers({ kazoo, scope }, ({ id }) => ids.includes(id));
      return { items: await kazoo.listTestUsers(scope.accountId) };
    },
  }),
});
