import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { readReceiverState } from "@/lib/receiver-keys/read-receiver-state";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The URL for new webhooks and the state of receiving. Answers also while the database is away. */
  GET: route({
    auth: "account",
    handle: ({ runtime, scope }) => readReceiverState(runtime, scope),
  }),
  /** The URL for new webhooks, of a key that is made for the first of them. */
  POST: route({
    auth: "account",
    async handle({ runtime: { receiverKeys }, scope }) {
      return { url: receiverKeys.urlOf(await receiverKeys.ensure(scope)) };
    },
  }),
});
