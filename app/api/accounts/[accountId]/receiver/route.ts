import type { ReceiverState } from "@/lib/domain/receiver-state";
import { withPatience } from "@/lib/domain/with-patience";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

const countTimeoutMs = 2_000;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The URL for new webhooks and the state of receiving. Answers also while the database is away. */
  GET: route({
    auth: "account",
    async handle({ runtime, scope }): Promise<ReceiverState> {
      const { receiverKeys, receivers, notStored, drain, eventStore, logger } = runtime;
      const counting = withPatience(eventStore.countQuarantined(scope), countTimeoutMs);
      const [missing, quarantined] = await Promise.all([
        notStored.of(scope),
        counting.catch((cause: unknown) => logger.warn({ err: cause }, "quarantine not counted")),
      ]);
      const key = receiverKeys.forNewWebhooks(scope);
      const { deliveries, bytes, oldestReceivedAt: oldestAt } = drain.waitingOf(scope);
      return {
        url: key && receiverKeys.urlOf(key),
        readAt: Date.now(),
        failingSince: receivers.reports().failingSince,
        notStored: missing,
        waiting: oldestAt === null ? null : { deliveries, bytes, oldestAt },
        paused: drain.status().paused,
        quarantined: quarantined ?? null,
      };
    },
  }),
  /** The URL for new webhooks, of a key that is made for the first of them. */
  POST: route({
    auth: "account",
    async handle({ runtime: { receiverKeys }, scope }) {
      return { url: receiverKeys.urlOf(await receiverKeys.ensure(scope)) };
    },
  }),
});
