import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

/** What the account's webhooks are called, deleted ones included. Kazoo is not asked. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: route({
    auth: "account",
    async handle({ runtime: { knownWebhookStore }, scope }) {
      return { items: await knownWebhookStore.names(scope) };
    },
  }),
});
