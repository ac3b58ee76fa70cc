import { createAccount } from "@/simulator/accounts/create-account";
import {
  isJsonObject,
  type JsonObject,
  objectAt,
  stringAt,
  withoutKeys,
} from "@/simulator/json/json";
import type { StoredDocument } from "@/simulator/state/documents";
import type { World } from "@/simulator/state/world";
import { createUser } from "@/simulator/users/create-user";
import { envelopeOf, type Pair } from "./pairs";

const MASTER = "e8404efaea7c405af845c72d7f7505b0";
const SUB_ONE = "339cd2d0d667158cf59041652ef17bd5";
export const ADMIN = {
  md5: "dbed6b131ee9d31987ea799f4d2747aa",
  sha: "cc0fb4d7ed673fddca3372736877466629f7fff4",
};
export const ANN = { md5: "86a98d004d80d7bdd3f3331e8538410c", sha: "-" };
export const BOB = { md5: "ae71a19499d4ddd1440c282036e3c119", sha: "-" };
const ANN_ID = "952dfeaa482af58df58f7f0e1892cb8a";
const BOB_ID = "31fe972a23b8fd849ab60e8e4418f914";
const API_KEY = "2015889bac98703750fea4ab91be495810a3847974095ccc6e9aa5c9654832fd";

const LATER_ACCOUNTS = [
  ["c4c1e6a7883fdfc39ed501863a14f96d", "Sub Two"],
  ["143bd0dd0a890ba67dadbd752821cd53", "Sub Three"],
  ["9f41264866db6ec0e794dbcb117881bf", "Sub Four"],
  ["05b0bb772e10ea120838596869610714", "Sub Five"],
] as const;

function addAccount(world: World, id: string, name: string): void {
  if (world.accounts.has(id)) return;
  const number = ["One", "Two", "Three", "Four", "Five"].indexOf(name.slice(4)) + 1;
  const parent = world.accounts.get(MASTER);
  const account = createAccount(world, { name, realm: `sub${number}.example.com` }, { id, parent });
  account.created = 63962510142;
}

/** The installation as the recording found it: one account, one user. */
export function emptyRecordedWorld(world: World): void {
  world.accounts.clear();
  world.users.clear();
  const fields = { name: "Acme Master", realm: "master.example.com" };
  const settings = { id: MASTER, apiKey: API_KEY, isReseller: true, isSuperduperAdmin: true };
  createAccount(world, fields, settings);
  world.masterAccountId = MASTER;
  const names = { first_name: "Account", last_name: "Admin" };
  const admin = { ...names, username: "admin", priv_level: "admin", vm_to_email_enabled: true };
  createUser(world, MASTER, admin, "c875a000a425e4fbed0f22703d27b28e").hashes = ADMIN;
}

/** Steps between two recorded pairs that were not recorded themselves. */
export function beforePair(world: World, { name }: Pair): void {
  if (name === "account_create_missing_name") addAccount(world, SUB_ONE, "Sub One");
  if (name === "attempts_account_with_data") {
    for (const [id, account] of LATER_ACCOUNTS) addAccount(world, id, account);
  }
  if (name === "auth_ok_child_admin") {
    const ann = world.users.get(ANN_ID);
    if (ann) ann.hashes = ANN;
    const bob = { first_name: "Bob", last_name: "User", username: "bob" };
    createUser(world, SUB_ONE, bob, BOB_ID).hashes = BOB;
  }
  if (name === "live_create_live_obj_all_form") world.settings.blacklistHosts = [];
  // The password had been changed before its user was deleted.
  if (name === "token_after_user_delete") {
    for (const user of world.formerUsers.values()) user.identitySecret = "changed";
  }
  const subOne = world.accounts.get(SUB_ONE);
  if (name === "auth_disabled_account" && subOne) subOne.enabled = false;
  if (name === "account_enable" && subOne) subOne.fields = { ...subOne.fields, foo: "bar" };
}

function wanted(pair: Pair): { envelope: JsonObject; data: unknown } {
  const envelope = envelopeOf(pair.answer) ?? {};
  return { envelope, data: envelope.data };
}

/** Gives the world what the recorded answer shows it held, where no recorded step put it there. */
export function reconcile(world: World, pair: Pair): void {
  const [, , , accountId = "", collection = "", id] = pair.path.split(/[/?]/);
  const isItem = /^[0-9a-f]{32}$/.test(id ?? "");
  if (collection === "webhooks" && isItem && !pair.path.endsWith("attempts")) {
    reconcileItem(world, pair, accountId, id ?? "");
  } else if (pair.path.includes("attempts")) reconcileAttempts(world, pair, accountId);
  else if (collection === "webhooks") reconcileList(world, pair, accountId);
  else if (isItem) reconcileDocument(world, pair, accountId, collection, id ?? "");
  else if ((pair.method === "PATCH" || ["api_key", "tree"].includes(collection)) && accountId) {
    const account = world.accounts.get(accountId);
    if (account) rewind(account, pair);
  }
}

function reconcileList(world: World, pair: Pair, accountId: string): void {
  const { data } = wanted(pair);
  if (pair.answer.status !== 200 || !Array.isArray(data)) return;
  const listed = data.filter(isJsonObject);
  const isWhole = envelopeOf(pair.answer)?.next_start_key === undefined && !pair.path.includes("?");
  if (isWhole) {
    for (const webhook of world.ofAccount(world.webhooks, accountId))
      world.webhooks.delete(webhook.id);
  }
  removeUnlisted(world, pair, accountId, listed);
  for (const item of listed) {
    const { id, disable_reason, ...fields } = item;
    const old = world.webhooks.get(String(id));
    const document = old ?? world.newDocument(accountId, {}, String(id));
    document.fields = { ...old?.fields, ...fields };
    const disabledMessage = typeof disable_reason === "string" ? disable_reason : undefined;
    world.webhooks.set(document.id, { ...document, disabledMessage });
  }
}

/** What lies between the page and the key of the next one had been deleted meanwhile. */
function removeUnlisted(
  world: World,
  pair: Pair,
  accountId: string,
  listed: readonly JsonObject[],
): void {
  const key = stringAt(wanted(pair).envelope, "next_start_key");
  const last = listed.at(-1);
  if (!key || !last || pair.path.includes("ascending")) return;
  const next =
    Buffer.from(key, "base64url")
      .toString("latin1")
      .match(/[0-9a-f]{32}/g)?.[1] ?? "";
  for (const { id } of world.ofAccount(world.webhooks, accountId)) {
    if (id < String(last.id) && id > next) world.webhooks.delete(id);
  }
  if (!world.webhooks.has(next)) {
    const fields = { name: "next", hook: "channel_create", enabled: true };
    world.webhooks.set(next, world.newDocument(accountId, fields, next));
  }
}

function reconcileItem(world: World, pair: Pair, accountId: string, id: string): void {
  const { data } = wanted(pair);
  const { status } = pair.answer;
  const old = world.webhooks.get(id);
  if (status === 404) {
    world.webhooks.delete(id);
    return;
  }
  const owner = pair.name === "more_wh_item_via_other_account" ? LATER_ACCOUNTS[0][0] : accountId;
  const webhook = old ?? world.newDocument(owner, {}, id);
  world.webhooks.set(id, webhook);
  const shown = isJsonObject(data) && status === 200 ? withoutKeys(data, ["id", "_read_only"]) : {};
  if (pair.method === "GET" && status === 200) webhook.fields = shown;
  if (pair.method === "PATCH" && status === 200) {
    const before = Object.keys(patched(pair)).map((key) => [key, old?.fields[key] ?? "x"] as const);
    webhook.fields = { ...shown, ...Object.fromEntries(before) };
  }
  // Edits that were not recorded came before.
  if (pair.method === "DELETE") webhook.fields = shown;
  rewind(webhook, pair);
  // Somebody else had changed it meanwhile.
  if (status === 412) webhook.revision = `2-${"0".repeat(32)}`;
}

function patched(pair: Pair): JsonObject {
  return objectAt(envelopeOf({ ...pair.answer, text: pair.body ?? "" }) ?? {}, "data") ?? {};
}

/** Revisions count changes: the recorded number, less the change that this request makes. */
function rewind(document: StoredDocument, pair: Pair): void {
  const recorded = stringAt(wanted(pair).envelope, "revision");
  const fromTag = pair.answer.headers.get("etag")?.replaceAll('"', "");
  const revision = recorded ?? fromTag;
  if (!revision) return;
  const changes = ["GET", "DELETE"].includes(pair.method) ? 0 : 1;
  const number = Number.parseInt(revision, 10) - changes;
  document.revision = changes === 0 ? revision : `${number}-${"0".repeat(32)}`;
}

function reconcileDocument(
  world: World,
  pair: Pair,
  accountId: string,
  collection: string,
  id: string,
): void {
  const { data } = wanted(pair);
  const document = collection === "users" ? world.users.get(id) : world.documents.get(id);
  if (!document || !isJsonObject(data)) return;
  if (pair.method === "DELETE") {
    // Edits that were not recorded came before.
    document.fields = withoutKeys(data, ["id", "_read_only"]);
  }
  document.accountId = accountId;
  rewind(document, pair);
}

function reconcileAttempts(world: World, pair: Pair, accountId: string): void {
  const { data, envelope } = wanted(pair);
  if (!Array.isArray(data) || pair.answer.status !== 200) return;
  world.attempts.clear();
  const shown: JsonObject[] = data.filter(isJsonObject);
  const oldest = shown.at(-1);
  // The next page begins in the same second, with an attempt like the last one.
  const hidden: JsonObject[] = [];
  if (envelope.next_start_key && oldest) {
    hidden.push(oldest);
  }
  for (const fields of [...shown, ...hidden].reverse()) {
    const timestamp = Number(fields.timestamp);
    world.attempts.push({ accountId, hookId: String(fields.hook_id), timestamp, fields });
  }
}
