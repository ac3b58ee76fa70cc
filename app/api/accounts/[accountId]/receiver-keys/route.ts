import { receiverKeyDraftSchema } from "@/lib/domain/receiver-key";
import { json, route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { viewReceiverKeys } from "@/lib/receiver-keys/view-receiver-keys";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The account's receiver keys, oldest first. */
  GET: route({
    auth: "account",
    handle: async ({ runtime: { receiverKeys }, scope }) => ({
      items: await viewReceiverKeys(receiverKeys, scope),
      nextCursor: null,
    }),
  }),
  /** A further key. Under the name of another it takes its place, which then can be revoked. */
  POST: route({
    auth: "account",
    body: receiverKeyDraftSchema,
    async handle({ runtime: { receiverKeys, logger }, scope, session, body: { name } }) {
      const { id } = await receiverKeys.create(scope, name);
      const { operatorId, username } = session;
      logger.info({ ...scope, receiverKeyId: id, operatorId, username }, "receiver key created");
      const views = await viewReceiverKeys(receiverKeys, scope);
      return json(
        views.find((view) => view.id === id),
        201,
      );
    },
  }),
});
