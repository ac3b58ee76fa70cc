import { route } from "@/lib/http/route";

export const GET = route({
  auth: "account",
  handle: async ({ runtime: { receiverKeys }, scope }) => ({
    url: receiverKeys.urlOf(await receiverKeys.ensure(scope)),
  }),
});
