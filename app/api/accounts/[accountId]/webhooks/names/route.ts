import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/** What the account's webhooks are called, deleted ones included. Kazoo is not asked. */
export const GET = route({
  auth: "account",
  async handle({ runtime: { knownWebhookStore }, scope }) {
    return { items: await knownWebhookStore.names(scope) };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
