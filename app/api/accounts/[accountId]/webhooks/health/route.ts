import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

/** Whether each webhook of the account works: its deliveries, failed attempts, and what is wrong. */
export const GET = route({
  auth: "account",
  handle: ({ runtime, session, scope }) => {
    const { kazoo, receiverKeys, readHealth } = runtime;
    const operatorId = session.operatorId ?? session.username;
    return readHealth({ kazoo: kazoo.as(session), receiverKeys, scope, operatorId });
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
