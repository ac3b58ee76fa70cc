import type { ReceiverState } from "@/lib/domain/not-stored";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/** The URL for new webhooks, and whether what arrives can be stored; told also while it can't. */
export const GET = route({
  auth: "account",
  async handle({ runtime, scope }): Promise<ReceiverState> {
    const { receiverKeys, answerLadder, lostDeliveries, eventStore, logger } = runtime;
    const failingSince = answerLadder.failingSince();
    return {
      url: receiverKeys.urlOf(await receiverKeys.ensure(scope)),
      failingSince,
      notStored: await lostDeliveries.of(scope),
      quarantined:
        failingSince === null
          ? await eventStore.countQuarantined(scope).catch((cause: unknown) => {
              logger.error({ err: cause }, "quarantine not counted");
              return null;
            })
          : null,
    };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
