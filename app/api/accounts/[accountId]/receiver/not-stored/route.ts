import { z } from "zod";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /**
   * An operator has seen that `count` deliveries are not stored. Acknowledges them if the count is
   * still right, else none, and answers the rest: only losses that were seen are acknowledged.
   */
  DELETE: route({
    auth: "account",
    query: z.object({ count: z.coerce.number().int().min(1) }),
    async handle({ runtime: { notStored, logger }, scope, session, query: { count } }) {
      const before = await notStored.of(scope);
      const done = await notStored.acknowledge(scope, count);
      const { operatorId, username } = session;
      logger.info(
        { ...scope, operatorId, username, count, before },
        done
          ? "deliveries that were not stored acknowledged"
          : "not as many deliveries were not stored as acknowledged",
      );
      return { notStored: await notStored.of(scope) };
    },
  }),
});
