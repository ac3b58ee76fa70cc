import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/** From now on what is posted under the key is answered 404. */
export const DELETE = route({
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
});

const other = methodNotAllowed("DELETE");

export { other as GET, other as PATCH, other as POST, other as PUT };
