import { receiverKeyDraftSchema } from "@/lib/domain/receiver-key";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { json, route } from "@/lib/http/route";
import { viewReceiverKeys } from "@/lib/receiver-keys/view-receiver-keys";

/** The account's receiver keys, oldest first. */
export const GET = route({
  auth: "account",
  handle: async ({ runtime: { receiverKeys }, scope }) => ({
    items: await viewReceiverKeys(receiverKeys, scope),
    nextCursor: null,
  }),
});

/** A further key. Under the name of another it takes its place, which then can be revoked. */
export const POST = route({
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
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
