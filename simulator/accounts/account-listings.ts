import { forbidden } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listPage } from "../http/list-page";
import type { ApiContext } from "../http/route";
import { defined, type Json } from "../json/json";
import type { Account } from "../state/documents";
import { listRevision, type World } from "../state/world";
import { accountName } from "./account-fields";

const parentOf = (account: Account) => account.tree.at(-1);

const descendantsOf = (world: World, id: string) =>
  [...world.accounts.values()].filter((account) => account.tree.includes(id));

const childrenOf = (world: World, id: string | undefined) =>
  [...world.accounts.values()].filter((account) => id && parentOf(account) === id);

function childItem(world: World, account: Account): Json {
  return defined({
    id: account.id,
    name: account.fields.name,
    realm: account.fields.realm,
    descendants_count: descendantsOf(world, account.id).length,
    flags: account.fields.flags ?? [],
  });
}

function pathAccount(request: ApiRequest): Account {
  if (!request.account) throw forbidden();
  return request.account;
}

export function listChildren(request: ApiRequest, { world }: ApiContext): ApiReply {
  const { id } = pathAccount(request);
  return listPage(childrenOf(world, id), {
    query: request.query,
    prefix: id,
    sortBy: accountName,
    project: (account) => childItem(world, account),
  });
}

export function listDescendants(request: ApiRequest, { world }: ApiContext): ApiReply {
  const { id } = pathAccount(request);
  return listPage(descendantsOf(world, id), {
    query: request.query,
    prefix: id,
    sortBy: accountName,
    project: (account) =>
      defined({
        id: account.id,
        name: account.fields.name,
        realm: account.fields.realm,
        tree: account.tree,
        flags: account.fields.flags ?? [],
      }),
  });
}

/** Children of the parent; one's own siblings are for superduper admins only. */
export function listSiblings(request: ApiRequest, { world }: ApiContext): ApiReply {
  const account = pathAccount(request);
  const own = world.accounts.get(request.principal?.accountId ?? "");
  if (own?.id === account.id && !own.isSuperduperAdmin) throw forbidden();
  const parent = parentOf(account);
  return listPage(childrenOf(world, parent), {
    query: request.query,
    prefix: parent ?? "undefined",
    sortBy: accountName,
    project: (sibling) => childItem(world, sibling),
  });
}

/** Ancestors from the token's account down to the account's parent. */
function visibleAncestors(request: ApiRequest, world: World): Json[] {
  const account = pathAccount(request);
  const start = account.tree.indexOf(request.principal?.accountId ?? "");
  const own = world.accounts.get(request.principal?.accountId ?? "");
  if (start < 0 && !own?.isSuperduperAdmin) return [];
  return account.tree.slice(Math.max(start, 0)).flatMap((id) => {
    const ancestor = world.accounts.get(id);
    return ancestor ? [ancestorItem(world, ancestor)] : [];
  });
}

function ancestorItem(world: World, { id, fields }: Account): Json {
  const { name, realm } = fields;
  if (world.settings.kazoo === "master") return defined({ id, name });
  return defined({ id, name, realm, flags: fields.flags ?? [] });
}

/** On master one's own account shows its whole ancestry; on 4.3 this is the tree. */
export function listParents(request: ApiRequest, context: ApiContext): ApiReply {
  const { world } = context;
  if (world.settings.kazoo === "4.3") return listTree(request, context);
  const { id, tree } = pathAccount(request);
  const isOwn = id === request.principal?.accountId;
  const all = tree.flatMap((ancestorId) => world.accounts.get(ancestorId) ?? []);
  const data = isOwn
    ? all.map((ancestor) => ancestorItem(world, ancestor))
    : visibleAncestors(request, world);
  return { data, revision: listRevision(data), paging: { pageSize: data.length } };
}

export function listTree(request: ApiRequest, { world }: ApiContext): ApiReply {
  return {
    data: visibleAncestors(request, world),
    revision: pathAccount(request).revision,
  };
}
