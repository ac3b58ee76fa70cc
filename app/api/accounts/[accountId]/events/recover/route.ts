import { recoverEvents } from "@/lib/attempts/recover-events";
import { recoverRequestSchema } from "@/lib/domain/recovery";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

const dayMs = 86_400_000;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Stores what failed and never arrived, as far as Kazoo kept it; the log says who asked for it. */
  POST: route({
    auth: "account",
    body: recoverRequestSchema,
    async handle({ runtime, session, scope, body }) {
      const { env, broker, drain, logger } = runtime;
      const { days } = env.retention;
      const context = {
        ...runtime,
        kazoo: runtime.kazoo.as(session),
        scope,
        told: broker.told,
        waitingSince: drain.waitingOf(scope).oldestReceivedAt,
        keptSince: days === null ? null : Date.now() - days * dayMs,
      };
      const report = await recoverEvents(context, body);
      const { operatorId, username } = session;
      if (!body.dryRun) {
        logger.info({ ...scope, ...report, operatorId, username }, "events recovered");
      }
      return report;
    },
  }),
});
