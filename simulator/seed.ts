import { createHash } from "node:crypto";
import { createAccount } from "./accounts/create-account";
import { DEVICE_SCHEMA } from "./documents/document-kinds";
import { checkDocument } from "./documents/document-routes";
import type { Firing } from "./firing/firing";
import { type Json, type JsonObject, numberAt, objectAt } from "./json/json";
import { validate } from "./schema/validate";
import { branchWebhooks } from "./seed/branch-webhooks";
import { DEMO_ACCOUNTS } from "./seed/demo-accounts";
import { addDemoAttempts } from "./seed/demo-attempts";
import { DEMO_WEBHOOKS } from "./seed/demo-webhooks";
import type { Account, Webhook } from "./state/documents";
import type { World } from "./state/world";
import { createUser } from "./users/create-user";
import { USER_SCHEMA } from "./users/user-fields";
import { checkWebhook } from "./webhooks/check-webhook";

export type SeedName = "none" | "demo";

/** The same id for the same thing in every run. */
export const seededId = (name: string) => createHash("md5").update(`seed/${name}`).digest("hex");

const seededKey = (name: string) => createHash("sha256").update(`seed/${name}`).digest("hex");

/** Fills an empty world: always a master account, and the demo when asked for. */
export function seedWorld(world: World, firing: Firing, seed: SeedName): void {
  const master = createAccount(
    world,
    { name: "Master", realm: "master.sip.example" },
    {
      id: seededId("account/master"),
      apiKey: seededKey("master"),
      isReseller: true,
      isSuperduperAdmin: true,
    },
  );
  world.masterAccountId = master.id;
  addUser(world, master, {
    username: "admin",
    password: "admin",
    first_name: "Master",
    last_name: "Admin",
    priv_level: "admin",
  });
  world.hasApps = seed === "demo";
  if (seed === "demo") seedDemo(world, master);
  firing.restart();
}

/** Many, so that what is done over all of them can be tried: some without webhooks, some in trouble. */
function addSubAccounts(world: World, parent: Account): void {
  for (let number = 1; number <= world.settings.subAccounts; number += 1) {
    const name = `Branch ${String(number).padStart(3, "0")}`;
    const fields = { name, realm: `branch${number}.sip.example` };
    const account = createAccount(world, fields, { id: seededId(`account/${name}`), parent });
    for (const { fields, disabledMessage } of branchWebhooks(number)) {
      const id = seededId(`webhook/${name}/${String(fields.hook)}`);
      const document = world.newDocument(account.id, checkWebhook(world.settings, fields), id);
      world.webhooks.set(id, { ...document, disabledMessage });
    }
  }
}

function addUser(world: World, account: Account, fields: JsonObject): string {
  const id = seededId(`user/${account.id}/${String(fields.username)}`);
  createUser(world, account.id, validate(USER_SCHEMA, fields).value, id);
  return id;
}

function seedDemo(world: World, master: Account): void {
  const accounts = new Map([["master", master]]);
  DEMO_ACCOUNTS.forEach((demo, index) => {
    const account = createAccount(
      world,
      { name: demo.name, realm: demo.realm },
      {
        id: seededId(`account/${demo.key}`),
        parent: accounts.get(demo.parent),
        apiKey: seededKey(demo.key),
        phoneNumbers: [`+15555550${100 + index}`],
      },
    );
    accounts.set(demo.key, account);
    demo.users.forEach((fullName, number) => {
      seedUser(world, account, fullName, 1000 + index * 10 + number);
    });
  });
  const demo = accounts.get("demo");
  if (demo) {
    addUser(world, demo, {
      username: "operator",
      password: "hookline",
      first_name: "Demo",
      last_name: "Operator",
      email: "operator@demo.example",
      priv_level: "admin",
    });
    addSubAccounts(world, demo);
  }
  DEMO_WEBHOOKS.forEach((hook, index) => {
    const account = accounts.get(hook.account);
    if (!account) return;
    const fields = checkWebhook(world.settings, hook.fields);
    const webhook: Webhook = {
      ...world.newDocument(account.id, fields, seededId(`webhook/${index}`)),
      disabledMessage: hook.disabledMessage,
    };
    world.webhooks.set(webhook.id, webhook);
    if (hook.disabledMessage) addDemoAttempts(world, { ...webhook, order: "" });
    countGroup(account, fields.group);
  });
}

/** Monster UI reads the names of the groups, and how many webhooks each has, from the account. */
function countGroup(account: Account, group: Json | undefined): void {
  if (typeof group !== "string") return;
  const flags = objectAt(account.fields, "ui_flags") ?? {};
  const webhooks = objectAt(flags, "webhooks") ?? {};
  const groups = objectAt(webhooks, "groups") ?? {};
  const counted = { ...groups, [group]: (numberAt(groups, group) ?? 0) + 1 };
  account.fields.ui_flags = { ...flags, webhooks: { ...webhooks, groups: counted } };
}

function seedUser(world: World, account: Account, fullName: string, extension: number): void {
  const [firstName = fullName, lastName = "Phone"] = fullName.split(" ");
  const username = fullName.toLowerCase().replaceAll(" ", ".");
  const ownerId = addUser(world, account, {
    username,
    password: `${username}-secret`,
    first_name: firstName,
    last_name: lastName,
    email: `${username}@${String(account.fields.realm).replace(/\.sip\.example$/, "")}.example`,
    presence_id: String(extension),
  });
  const fields = checkDocument(DEVICE_SCHEMA, {
    name: `${fullName} phone`,
    device_type: "sip_device",
    owner_id: ownerId,
  });
  const id = seededId(`device/${ownerId}`);
  world.documents.set(id, { ...world.newDocument(account.id, fields, id), type: "device" });
}
