import { z } from "zod";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/**
 * An operator has seen that `count` deliveries were lost. Forgets them if that is still all, else
 * nothing; answers what is left, so that nothing is forgotten that nobody saw.
 */
export const DELETE = route({
  auth: "account",
  query: z.object({ count: z.coerce.number().int().min(1) }),
  async handle({ runtime: { lostDeliveries, logger }, scope, session, query: { count } }) {
    const before = await lostDeliveries.of(scope);
    const forgotten = await lostDeliveries.acknowledge(scope, count);
    const { operatorId, username } = session;
    logger.info(
      { ...scope, operatorId, username, count, before },
      forgotten ? "lost deliveries acknowledged" : "lost deliveries are others than acknowledged",
    );
    return { notStored: await lostDeliveries.of(scope) };
  },
});

const other = methodNotAllowed("DELETE");

export { other as GET, other as PATCH, other as POST, other as PUT };
