import { expect, test } from "vitest";
import { createAccount } from "@/simulator/accounts/create-account";
import { createUser } from "@/simulator/users/create-user";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";
import { hashOf } from "@/tests/support/kazoo-contract/kazoo-client";
import type { ContractKazoo } from "@/tests/support/kazoo-contract/targets";

const invalid = { message: "invalid credentials" };

/** The account and user that the simulator's cases change. */
function own(kazoo: ContractKazoo) {
  const world = kazoo.simulator?.world;
  const account = world?.accounts.get(kazoo.accountId);
  if (!world || !account) throw new Error("this case needs the simulator");
  return { world, account };
}

describeContract("authentication", (kazoo, { version, canBeSteered }) => {
  const logIn = (data: object) => kazoo().call("PUT", "user_auth", { data });
  const credentials = () => hashOf("md5", kazoo().username, kazoo().password);
  const good = () => ({ credentials: credentials(), account_name: kazoo().account });

  test("a login is a 201 with the token, ids and the account's name", async () => {
    const answer = await logIn(good());
    expect(answer.status).toBe(201);
    expect(String(answer.envelope.auth_token).split(".")).toHaveLength(3);
    expect(answer.data).toMatchObject({
      account_id: kazoo().accountId,
      owner_id: expect.stringMatching(/^\w{32}$/),
      account_name: expect.any(String),
      apps: expect.any(Array),
    });
  });

  test("the account's name is compared as lower-case letters and digits", async () => {
    const account_name = ` ${kazoo().account.toUpperCase()}! `;
    expect((await logIn({ ...good(), account_name })).status).toBe(201);
  });

  test("SHA-1 is called sha; sha1 is refused", async () => {
    const sha = hashOf("sha1", kazoo().username, kazoo().password);
    const ok = await logIn({ ...good(), credentials: sha, method: "sha" });
    expect(ok.status).toBe(201);
    const refused = await logIn({ ...good(), credentials: sha, method: "sha1" });
    expect(refused.data).toHaveProperty("method.enum.target", ["md5", "sha"]);
  });

  test.each([
    ["a wrong password", { credentials: "0".repeat(32) }],
    ["an unknown account", { account_name: "no such account 1f7" }],
    ["no account", { account_name: undefined }],
  ])("%s is the same 401", async (_name, change) => {
    const answer = await logIn({ ...good(), ...change });
    expect(answer.status).toBe(401);
    expect(answer.data).toEqual(invalid);
  });

  test("upper-case credentials are a 401, missing ones a 400", async () => {
    const upper = await logIn({ ...good(), credentials: credentials().toUpperCase() });
    expect(upper.status).toBe(401);
    const missing = await logIn({ account_name: kazoo().account });
    expect(missing.data).toHaveProperty("credentials.required");
  });

  test("garbage, tampered and missing tokens are the same 401; public URLs still answer", async () => {
    const { call, token, accountId } = kazoo();
    for (const bad of [undefined, "garbage", `${token}x`]) {
      const answer = await call("GET", `accounts/${accountId}/webhooks`, { token: bad });
      expect([answer.status, answer.data]).toEqual([401, invalid]);
      expect((await call("GET", "webhooks", { token: bad })).status).toBe(200);
    }
  });

  test("a token works in header, query and envelope, not as a bearer", async () => {
    const { call, token, accountId } = kazoo();
    const path = `accounts/${accountId}/webhooks`;
    expect((await call("GET", path, { token })).status).toBe(200);
    expect((await call("GET", `${path}?auth_token=${token}`)).status).toBe(200);
    const body = JSON.stringify({ data: { "re-enable": true }, auth_token: token });
    expect((await call("PATCH", path, { body })).status).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    expect((await call("GET", path, { headers })).status).toBe(401);
  });

  test("a token can be looked at, refreshed, and outlives the logout", async () => {
    const { call } = kazoo();
    const token = String((await logIn(good())).envelope.auth_token);
    const claims = await call("GET", "token_auth", { token });
    expect(claims.data).toMatchObject({ account_id: kazoo().accountId, method: "cb_user_auth" });
    const body = JSON.stringify({ action: "refresh_token", data: {} });
    const refreshed = await call("PUT", "auth", { token, body });
    expect(refreshed.status).toBe(201);
    const renewed = String(refreshed.envelope.auth_token);
    expect((await call("GET", "token_auth", { token: renewed })).status).toBe(200);
    expect((await call("DELETE", "token_auth", { token })).status).toBe(200);
    expect((await call("GET", "token_auth", { token })).status).toBe(200);
    expect((await call("GET", `auth/tokeninfo?token=${token}`)).status).toBe(200);
    expect((await call("GET", "auth/tokeninfo?token=x")).status).toBe(401);
  });

  test("an unknown API key is a 404 with the key", async () => {
    const api_key = "0".repeat(64);
    const answer = await kazoo().call("PUT", "api_auth", { data: { api_key } });
    expect(answer.status).toBe(404);
    expect(answer.envelope).toMatchObject({ data: [api_key], message: "bad identifier" });
  });

  test("the account's API key logs in, without a user", async () => {
    const { call, token, accountId } = kazoo();
    const { data } = await call("GET", `accounts/${accountId}/api_key`, { token });
    const answer = await call("PUT", "api_auth", { data });
    expect(answer.status).toBe(201);
    expect(answer.data).not.toHaveProperty("owner_id");
  });

  if (!canBeSteered) return;

  test("31: an expired token fails every URL on master, protected ones only on 4.3", async () => {
    const { call, simulator } = kazoo();
    const token = String((await logIn(good())).envelope.auth_token);
    await simulator?.advance(3601);
    const login = await call("PUT", "user_auth", { token, data: good() });
    const open = await call("GET", "webhooks", { token });
    const own = await call("GET", "token_auth", { token });
    if (version === "master") {
      expect([login.status, open.status, own.status]).toEqual([401, 401, 401]);
      expect(login.envelope).toMatchObject({ message: "invalid credentials", data: {} });
    } else {
      expect([login.status, open.status, own.status]).toEqual([201, 200, 401]);
      expect(own.envelope.message).toBe("invalid_credentials");
    }
  });

  test("of several accounts with one name, the first that knows the credentials wins", async () => {
    const { world, account } = own(kazoo());
    const other = createAccount(world, { name: kazoo().account, realm: "second.sip.example" });
    const names = { first_name: "A", last_name: "B" };
    createUser(world, other.id, { ...names, username: "second", password: "pw-second" });
    const ours = await logIn(good());
    const theirs = await logIn({ ...good(), credentials: hashOf("md5", "second", "pw-second") });
    world.accounts.delete(other.id);
    expect([ours.data.account_id, theirs.data.account_id]).toEqual([account.id, other.id]);
  });

  test("a disabled user is a 401, a disabled or expired account a 400", async () => {
    const { world, account } = own(kazoo());
    const user = world
      .ofAccount(world.users, account.id)
      .find((u) => u.fields.username === kazoo().username);
    if (!user) throw new Error("the login has no user");
    user.fields = { ...user.fields, enabled: false };
    expect((await logIn(good())).status).toBe(401);
    user.fields = { ...user.fields, enabled: true };
    account.enabled = false;
    const disabled = await logIn(good());
    account.enabled = true;
    account.expiresAt = 63900000000;
    const expired = await logIn(good());
    account.expiresAt = undefined;
    expect(disabled.status).toBe(400);
    expect(disabled.data).toEqual({ account: { disabled: { message: "account disabled" } } });
    expect(expired.data).toEqual({
      account: { expired: { message: "account expired", cause: 63900000000 } },
    });
  });

  test("a second factor is asked for with a 401, and accepted in the next login", async () => {
    const { account } = own(kazoo());
    const settings = { duo_api_hostname: "duo.example", duo_sig_request: "TX|x" };
    account.multiFactor = { providerName: "duo", settings, accept: "AUTH|y" };
    const asked = await logIn(good());
    const answered = await logIn({ ...good(), multi_factor_response: "AUTH|y" });
    account.multiFactor = undefined;
    expect(asked.status).toBe(401);
    expect(asked.data).toMatchObject({
      multi_factor_request: { provider_name: "duo", settings },
    });
    expect(answered.status).toBe(201);
  });

  test("too many logins are a 429", async () => {
    const { world } = own(kazoo());
    world.settings.rateLimit = true;
    let status = 0;
    for (let count = 0; count < 120 && status !== 429; count += 1) {
      ({ status } = await logIn({ ...good(), credentials: "x" }));
    }
    const limited = await logIn(good());
    world.settings.rateLimit = false;
    expect(limited.status).toBe(429);
    expect(limited.data).toEqual({ message: "too many requests" });
  });
});
