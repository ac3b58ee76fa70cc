import type { ApiContext } from "../http/route";
import { stringAt } from "../json/json";
import type { User } from "../state/documents";
import { createUser } from "../users/create-user";
import { removeUser } from "../users/user-routes";

/** The newest user who is no admin, of the account or of the demo account. */
function newestUser({ world }: ApiContext, accountId: string): User | undefined {
  return world
    .ofAccount(world.users, accountId)
    .findLast(({ fields }) => fields.priv_level !== "admin");
}

function demoAccountId({ world }: ApiContext): string {
  const accounts = [...world.accounts.values()];
  const demo = accounts.find(({ fields }) => fields.name === "Demo") ?? accounts[0];
  return demo?.id ?? "";
}

/**
 * Deletes a user as an administrator would; without an id the newest one, made up when none is left,
 * so that an event can be had at any time. Undefined for an unknown user or account.
 */
export function deleteUser(
  context: ApiContext,
  { userId, accountId = demoAccountId(context) }: { userId?: string; accountId?: string },
): { userId: string; accountId: string; name: string } | undefined {
  const { world } = context;
  if (userId === undefined && !world.accounts.has(accountId)) return undefined;
  const spare = { first_name: "Spare", last_name: "User", priv_level: "user", enabled: true };
  const user =
    userId === undefined
      ? (newestUser(context, accountId) ?? createUser(world, accountId, spare))
      : world.users.get(userId);
  if (!user) return undefined;
  removeUser(context, user);
  const name = [stringAt(user.fields, "first_name"), stringAt(user.fields, "last_name")].join(" ");
  return { userId: user.id, accountId: user.accountId, name };
}
