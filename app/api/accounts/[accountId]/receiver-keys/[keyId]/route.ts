import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** From now on what is posted under the key is answered 404. */
  DELETE: route({
    auth: "account",
    params: z.object({ keyId: z.string().max(64) }),
    async handle({ runtime: { receiverKeys, logger }, scope, session, params: { keyId } }) {
      if (!(await receiverKeys.revoke(scope, keyId))) {
        throw new HooklineError("not_found", "There is no such receiver key in this account.");
      }
      const { operatorId, username } = session;
      logger.info({ ...scope, receiverKeyId: keyId, operatorId, username }, "receiver key revoked");
      return new Response(null, { status: 204 });
    },
  }),
});
