import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Whether each webhook of the account works: its deliveries, failed attempts, and what is wrong. */
  GET: route({
    auth: "account",
    handle: ({ runtime, session, scope }) => {
      const { kazoo, receiverKeys, readHealth } = runtime;
      const operatorId = session.operatorId ?? session.username;
      return readHealth({ kazoo: kazoo.as(session), receiverKeys, scope, operatorId });
    },
  }),
});
