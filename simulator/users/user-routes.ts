import { newUserNotification } from "../events/notification-event";
import { objectEvent } from "../events/object-event";
import { badIdentifier, forbidden } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listPage } from "../http/list-page";
import { requireMatch } from "../http/preconditions";
import { type ApiContext, type Route, withToken } from "../http/route";
import { type JsonObject, stringAt, withoutKeys } from "../json/json";
import { mergePatch, publicFields, reverseAlphabetical } from "../schema/public-fields";
import type { User } from "../state/documents";
import type { World } from "../state/world";
import { checkUser } from "./check-user";
import { createUser, setPassword } from "./create-user";
import { userData, userListItem } from "./user-fields";

const accountIdOf = (request: ApiRequest) => request.account?.id ?? "";

function findUser(request: ApiRequest, world: World): User {
  const id = request.parameters.id ?? "";
  const user = world.users.get(id);
  if (!user || user.accountId !== accountIdOf(request)) throw badIdentifier(id);
  return user;
}

function listUsers(request: ApiRequest, { world }: ApiContext): ApiReply {
  return listPage(world.ofAccount(world.users, accountIdOf(request)), {
    query: request.query,
    sortBy: ({ fields }) =>
      `${stringAt(fields, "last_name") ?? ""} ${stringAt(fields, "first_name") ?? ""}`.toLowerCase(),
    project: userListItem,
  });
}

function addUser(request: ApiRequest, { world, firing }: ApiContext): ApiReply {
  const accountId = accountIdOf(request);
  const fields = checkUser(world, accountId, publicFields(request.data));
  const user = createUser(world, accountId, fields);
  firing.publish(newUserNotification(world, accountId, user.id));
  firing.publish(objectEvent(accountId, "user", user.id, "doc_created"));
  return {
    data: userData(user),
    revision: user.revision,
    location: `${request.path}/${user.id}`,
  };
}

function change(merge: (user: User, data: JsonObject) => JsonObject) {
  return (request: ApiRequest, { world, firing }: ApiContext): ApiReply => {
    const user = findUser(request, world);
    requireMatch(request, user);
    const fields = checkUser(world, user.accountId, merge(user, request.data), user);
    setPassword(world, user, fields);
    world.revise(user, withoutKeys(fields, ["password"]));
    firing.publish(objectEvent(user.accountId, "user", user.id, "doc_edited"));
    return { data: userData(user), revision: user.revision };
  };
}

/** Removes a user as `DELETE .../users/{id}` does; its tokens go on. */
export function removeUser({ world, firing }: ApiContext, user: User): void {
  world.users.delete(user.id);
  world.formerUsers.set(user.id, user);
  firing.publish(objectEvent(user.accountId, "user", user.id, "doc_deleted"));
}

const refuse = withToken(() => {
  throw forbidden();
});

export const USER_ROUTES: Route[] = [
  { pattern: "users", methods: { PUT: refuse, GET: refuse } },
  {
    pattern: "accounts/:accountId/users",
    methods: { PUT: withToken(addUser), GET: withToken(listUsers) },
  },
  {
    pattern: "accounts/:accountId/users/:id",
    methods: {
      PATCH: withToken(change((user, data) => reverseAlphabetical(mergePatch(user.fields, data)))),
      POST: withToken(change((_user, data) => publicFields(data))),
      GET: withToken((request, { world }) => {
        const user = findUser(request, world);
        return { data: userData(user), revision: user.revision };
      }),
      DELETE: withToken((request, context) => {
        const user = findUser(request, context.world);
        requireMatch(request, user);
        removeUser(context, user);
        const data = { ...userData(user), _read_only: { deleted: true } };
        return { data, revision: user.revision };
      }),
    },
  },
];
