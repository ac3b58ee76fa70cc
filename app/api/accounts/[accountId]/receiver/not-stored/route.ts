import { z } from "zod";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/**
 * An operator has seen what was lost up to `through`, the `lastAt` that was shown. Answers what is
 * left: a loss that came since is still told.
 */
export const DELETE = route({
  auth: "account",
  query: z.object({ through: z.coerce.number().int().min(0) }),
  async handle({ runtime: { lostDeliveries, logger }, scope, session, query: { through } }) {
    const before = await lostDeliveries.of(scope);
    await lostDeliveries.acknowledge(scope, through);
    const { operatorId, username } = session;
    logger.info(
      { ...scope, operatorId, username, through, before },
      "lost deliveries acknowledged",
    );
    return { notStored: await lostDeliveries.of(scope) };
  },
});

const other = methodNotAllowed("DELETE");

export { other as GET, other as PATCH, other as POST, other as PUT };
