import { createAccount } from "@/simulator/accounts/create-account";
import { isJsonObject } from "@/simulator/json/json";
import type { Simulator } from "@/simulator/simulator";
import { createUser } from "@/simulator/users/create-user";
import { envelopeOf, type Pair, type PairSet } from "./pairs";
import type { ReplayTokens } from "./tokens";

/** The installation of the second recording, which was asked by ordinary admins. */
interface Installation {
  master: string;
  demo: string;
  child: string;
  childName: string;
  /** The webhook of the child, which went with it. */
  childWebhook: string;
  deletedUser: string;
  disabledUser: string;
  disabledName: string;
  tokens: { demoAdmin: string[]; childAdmin: string; deleted: string[]; disabled: string };
}

const INSTALLATIONS: Record<Exclude<PairSet, "http-pairs">, Installation> = {
  "http-pairs-2/master": {
    master: "d12deae7ccb4fe9a353416d3fc5bd2c3",
    demo: "790c57b89c5eb2fd118d65fb1ef52596",
    child: "f5f1fb782c19d7897a6bfb46d13c667a",
    childName: "Child 01256633",
    childWebhook: "7cf3d100135fc75db5a59f1f330357a4",
    deletedUser: "380ca13988244eae67899a3ce7ba50d6",
    disabledUser: "53efe2aaad12497a6a029749dc7c6c50",
    disabledName: "disabled1795691507179",
    tokens: {
      demoAdmin: ["TOKEN_f85a0a9bbe", "TOKEN_8835a193c2"],
      childAdmin: "TOKEN_c7c1ceb17d",
      deleted: ["TOKEN_4943f59fa5", "TOKEN_33e22d64d8"],
      disabled: "TOKEN_cd54a8f4a0",
    },
  },
  "http-pairs-2/4.3": {
    master: "e76967801c91df3674c6c85270b9b099",
    demo: "af8c852dd085d575f2a353d863d6157d",
    child: "21f5e7d2d78c0f313a6ed699128f3210",
    childName: "Child 01471626",
    childWebhook: "f35d58711500e74bab1915b39c5a7316",
    deletedUser: "718a205a46a569fb03e6d7039d88a1e5",
    disabledUser: "1ef05f3b98f3f590d786b50cb7d4eb4a",
    disabledName: "disabled1795691513788",
    tokens: {
      demoAdmin: ["TOKEN_b9a3fa8612", "TOKEN_85bf0efa2e"],
      childAdmin: "TOKEN_94087fbbb2",
      deleted: ["TOKEN_36b1d8083d", "TOKEN_1928f8e823"],
      disabled: "TOKEN_9877bbfaef",
    },
  },
};

export type OrdinarySet = keyof typeof INSTALLATIONS;

export interface OrdinaryWorld {
  logins: Record<string, object>;
  /** Steps that were not recorded themselves; they go through the API where that changes anything. */
  beforePair(pair: Pair, pairs: readonly Pair[], tokens: ReplayTokens): Promise<void>;
}

/** For what the replay does itself: a login at the same second would give an equal token. */
const OWN_TOKEN = "TOKEN_0000000000";

const hashes = (name: string) => ({ md5: `credentials of ${name}`, sha: "-" });
const login = (name: string, account: string) => ({
  credentials: hashes(name).md5,
  account_name: account,
});

/** Fills a simulator with a master account, an ordinary one and its child. */
export function ordinaryWorld(simulator: Simulator, set: OrdinarySet): OrdinaryWorld {
  const { world } = simulator;
  const recorded = INSTALLATIONS[set];
  const { tokens: names, childName } = recorded;
  world.accounts.clear();
  world.users.clear();
  world.masterAccountId = recorded.master;

  const master = createAccount(
    world,
    { name: "Studio", realm: "studio.sip.example" },
    { id: recorded.master, isReseller: true, isSuperduperAdmin: true },
  );
  const demo = createAccount(
    world,
    { name: "Demo", realm: "demo.sip.example" },
    { id: recorded.demo, parent: master },
  );
  const child = createAccount(world, { name: childName }, { id: recorded.child, parent: demo });
  addUser(demo.id, "admin");
  addUser(demo.id, "nobody recorded");
  addUser(child.id, "child-admin");
  world.webhooks.set(
    recorded.childWebhook,
    world.newDocument(child.id, { name: "n", hook: "channel_create" }, recorded.childWebhook),
  );

  function addUser(accountId: string, username: string, id?: string): void {
    const fields = { first_name: "P", last_name: "L", username, priv_level: "admin" };
    createUser(world, accountId, { ...USER_DEFAULTS, ...fields }, id).hashes = hashes(username);
  }

  const logins: Record<string, object> = {
    [names.childAdmin]: login("child-admin", childName),
    [names.disabled]: login(recorded.disabledName, "Demo"),
  };
  logins[OWN_TOKEN] = login("nobody recorded", "Demo");
  for (const name of names.demoAdmin) logins[name] = login("admin", "Demo");
  for (const name of names.deleted) logins[name] = login(name, "Demo");

  /** The recording waited for 1.5 s between the login and what happened to its user. */
  async function logInBefore(name: string, pairs: readonly Pair[], tokens: ReplayTokens) {
    const claims = pairs.find(
      ({ path, headers }) =>
        path === "/v2/token_auth" && headers.some(([, value]) => value === name),
    );
    const data = claims && envelopeOf(claims.answer)?.data;
    const expiresAt = isJsonObject(data) ? Number(data.exp) * 1000 : Number.NaN;
    const wait = expiresAt - 3_600_000 - simulator.clock.now();
    if (wait > 0) await simulator.advance(wait / 1000);
    return tokens.fill(name);
  }

  async function asAdmin(method: string, path: string, tokens: ReplayTokens, data?: object) {
    const token = await tokens.fill(OWN_TOKEN);
    const response = await fetch(`${simulator.url}/v2/accounts/${path}`, {
      method,
      headers: { "x-auth-token": token, "content-type": "application/json" },
      body: data && JSON.stringify({ data }),
    });
    if (response.status !== 200) throw new Error(`${method} ${path} is ${response.status}`);
  }

  const done = new Set<string>();

  return {
    logins,
    async beforePair(pair, pairs, tokens) {
      const used = pair.headers.find(([name]) => name === "x-auth-token")?.[1] ?? "";
      const isNew = !done.has(used);
      done.add(used);
      if (isNew && names.deleted.includes(used)) {
        const id = used === names.deleted[1] ? recorded.deletedUser : world.newId();
        addUser(demo.id, used, id);
        await logInBefore(used, pairs, tokens);
        await asAdmin("DELETE", `${demo.id}/users/${id}`, tokens);
      } else if (isNew && used === names.disabled) {
        addUser(demo.id, recorded.disabledName, recorded.disabledUser);
        await logInBefore(used, pairs, tokens);
        const path = `${demo.id}/users/${recorded.disabledUser}`;
        await asAdmin("PATCH", path, tokens, { enabled: false });
      }
      const needsEnd = pair.name.includes("deleted_account");
      if (needsEnd && world.accounts.has(child.id)) await asAdmin("DELETE", child.id, tokens);
    },
  };
}

/** What the users of the recording had beside their names. */
const USER_DEFAULTS = {
  call_restriction: {},
  contact_list: {},
  enabled: true,
  hotdesk: { enabled: false, keep_logged_in_elsewhere: false, require_pin: false },
  music_on_hold: {},
  require_password_update: false,
  ringtones: {},
  verified: false,
  vm_to_email_enabled: true,
};
