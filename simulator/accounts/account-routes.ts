import { findAccountsByName } from "../auth/find-accounts";
import { objectEvent } from "../events/object-event";
import { badIdentifier, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { requireMatch } from "../http/preconditions";
import { type ApiContext, type Route, withToken } from "../http/route";
import { type JsonObject, stringAt, withoutKeys } from "../json/json";
import { mergePatch, publicFields, reverseAlphabetical } from "../schema/public-fields";
import { validate } from "../schema/validate";
import type { Account } from "../state/documents";
import type { World } from "../state/world";
import { ACCOUNT_SCHEMA, accountData, COMPUTED_FIELDS } from "./account-fields";
import {
  listChildren,
  listDescendants,
  listParents,
  listSiblings,
  listTree,
} from "./account-listings";
import { createAccount } from "./create-account";

// One change of an account was seen as four identical events within 40 ms.
const EVENTS_PER_EDIT = 4;

function pathAccount(request: ApiRequest): Account {
  if (!request.account) throw badIdentifier(request.parameters.accountId ?? "");
  return request.account;
}

function checkedFields(world: World, sent: JsonObject, self?: Account): JsonObject {
  const { value, errors } = validate(ACCOUNT_SCHEMA, withoutKeys(sent, COMPUTED_FIELDS));
  const realm = stringAt(value, "realm");
  const isTaken = [...world.accounts.values()].some(
    (other) => other !== self && realm && stringAt(other.fields, "realm") === realm,
  );
  if (isTaken) {
    errors.realm = {
      unique: { message: "Account realm already in use", cause: realm ?? null },
    };
  }
  const name = stringAt(value, "name") ?? "";
  if (!errors.name && findAccountsByName(world, name).some((other) => other !== self)) {
    errors.name = { unique: { message: "Account name already in use", cause: name } };
  }
  if (Object.keys(errors).length > 0) throw validationError(errors);
  return value;
}

function showAccount(request: ApiRequest, { world }: ApiContext): ApiReply {
  const account = pathAccount(request);
  const withKey = request.query.get("include_api_key") === "true";
  return { data: accountData(world, account, withKey), revision: account.revision };
}

function addChild(request: ApiRequest, { world, firing }: ApiContext): ApiReply {
  // Without an account in the path the new one lies below the token's own.
  const parent = request.account ?? world.accounts.get(request.principal?.accountId ?? "");
  const fields = checkedFields(world, publicFields(request.data));
  const child = createAccount(world, fields, { parent });
  firing.publish(objectEvent(child.id, "account", child.id, "doc_created"));
  return {
    data: accountData(world, child),
    revision: child.revision,
    location: `${request.path}/${child.id}`,
  };
}

function change(merge: (account: Account, data: JsonObject) => JsonObject) {
  return (request: ApiRequest, { world, firing }: ApiContext): ApiReply => {
    const account = pathAccount(request);
    requireMatch(request, account);
    const fields = checkedFields(world, merge(account, request.data), account);
    const { enabled } = request.data;
    // Only an ancestor may switch an account on or off.
    if (typeof enabled === "boolean" && request.principal?.accountId !== account.id) {
      account.enabled = enabled;
    }
    world.revise(account, fields);
    for (let count = 0; count < EVENTS_PER_EDIT; count += 1) {
      firing.publish(objectEvent(account.id, "account", account.id, "doc_edited"));
    }
    return { data: accountData(world, account), revision: account.revision };
  };
}

function removeAccount(request: ApiRequest, { world, firing }: ApiContext): ApiReply {
  const account = pathAccount(request);
  requireMatch(request, account);
  const hasChildren = [...world.accounts.values()].some((a) => a.tree.includes(account.id));
  if (hasChildren) {
    const message = "Account has children, unable to delete";
    throw validationError({ account: { has_children: { message } } });
  }
  const data = { ...accountData(world, account), _read_only: { deleted: true } };
  firing.publish(objectEvent(account.id, "account", account.id, "doc_deleted"));
  world.accounts.delete(account.id);
  // The database goes, and every document in it.
  for (const documents of [world.webhooks, world.users, world.documents]) {
    for (const { id, accountId } of documents.values()) {
      if (accountId === account.id) documents.delete(id);
    }
  }
  // 4.3 forgets to take the webhooks of a deleted account out of memory.
  if (world.settings.kazoo === "master") firing.unloadAccount(account.id);
  return { data, revision: account.revision };
}

function showApiKey(request: ApiRequest): ApiReply {
  const account = pathAccount(request);
  return { data: { api_key: account.apiKey }, revision: account.revision };
}

export const ACCOUNT_ROUTES: Route[] = [
  { pattern: "accounts", methods: { PUT: withToken(addChild) } },
  {
    pattern: "accounts/:accountId",
    methods: {
      PATCH: withToken(
        change((account, data) => reverseAlphabetical(mergePatch(account.fields, data))),
      ),
      POST: withToken(change((_account, data) => publicFields(data))),
      PUT: withToken(addChild),
      GET: withToken(showAccount),
      DELETE: withToken(removeAccount),
    },
  },
  { pattern: "accounts/:accountId/children", methods: { GET: withToken(listChildren) } },
  { pattern: "accounts/:accountId/descendants", methods: { GET: withToken(listDescendants) } },
  { pattern: "accounts/:accountId/siblings", methods: { GET: withToken(listSiblings) } },
  { pattern: "accounts/:accountId/parents", methods: { GET: withToken(listParents) } },
  { pattern: "accounts/:accountId/tree", methods: { GET: withToken(listTree) } },
  { pattern: "accounts/:accountId/api_key", methods: { GET: withToken(showApiKey) } },
];
