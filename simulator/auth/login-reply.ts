import type { ApiReply } from "../http/api-reply";
import { defined } from "../json/json";
import type { Account, User } from "../state/documents";
import type { World } from "../state/world";
import { sessionExtras } from "./session-data";
import type { Tokens } from "./tokens";

/** What every way of logging in answers, with a new token (docs/kazoo.md#login-answers). */
export function loginReply(
  { world, tokens }: { world: World; tokens: Tokens },
  account: Account,
  user: User | undefined,
  method: string,
): ApiReply {
  return {
    data: defined({ owner_id: user?.id, account_id: account.id, ...sessionExtras(world, account) }),
    paging: { pageSize: 1 },
    revision: "automatic",
    isLogin: true,
    authToken: tokens.issue(account, user, method),
  };
}
