import { expect, test } from "vitest";
import { created } from "@/tests/support/kazoo-contract/clean-up";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";
import { hashOf } from "@/tests/support/kazoo-contract/kazoo-client";

describeContract("users and accounts", (kazoo) => {
  const person = { first_name: "Contract", last_name: "Case" };
  const users = () => `accounts/${kazoo().accountId}/users`;

  test("16: creating a user is a 201 with its place", async () => {
    const answer = await created(kazoo(), "users", person);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toMatch(/^\/v2\/accounts\/\w{32}\/users\/\w{32}$/);
    expect(answer.data).toMatchObject({ ...person, enabled: true, priv_level: "user" });
  });

  test("17, 18: it is listed, fetched, replaced, patched with an unknown key, and deleted", async () => {
    const { id, path } = await created(kazoo(), "users", person);
    const { call, token } = kazoo();
    const all = await call("GET", `${users()}?paginate=false`, { token });
    expect(all.list.map((user) => user.id)).toContain(id);
    expect((await call("GET", path, { token })).data).toMatchObject({ id, ...person });
    const posted = await call("POST", path, { token, data: { ...person, first_name: "Other" } });
    expect([posted.status, posted.data.first_name]).toEqual([200, "Other"]);
    const patched = await call("PATCH", path, { token, data: { custom: "value" } });
    expect([patched.status, patched.data.custom]).toEqual([200, "value"]);
    expect((await call("DELETE", path, { token })).status).toBe(200);
  });

  test("19: after its deletion it is gone", async () => {
    const { id, path } = await created(kazoo(), "users", person);
    const { call, token } = kazoo();
    const deleted = await call("DELETE", path, { token });
    expect(deleted.data).toMatchObject({ id, _read_only: { deleted: true } });
    const gone = await call("GET", path, { token });
    expect(gone.status).toBe(404);
    expect(gone.data).toEqual({ cause: id, message: "bad identifier" });
    const all = await call("GET", `${users()}?paginate=false`, { token });
    expect(all.list.map((user) => user.id)).not.toContain(id);
  });

  test.each(["deleted", "disabled"])(
    "the token of a %s user goes on working and is refreshed; only the user's document tells",
    async (state) => {
      const { call, token, account, unique } = kazoo();
      const login = { username: unique("leaver"), password: "secret-1" };
      const user = await created(kazoo(), "users", { ...person, ...login, priv_level: "admin" });
      const credentials = hashOf("md5", login.username.toLowerCase(), login.password);
      const data = { credentials, account_name: account };
      const theirs = (await call("PUT", "user_auth", { data })).envelope.auth_token;
      if (state === "deleted") await call("DELETE", user.path, { token });
      else await call("PATCH", user.path, { token, data: { enabled: false } });

      const body = JSON.stringify({ action: "refresh_token", data: {} });
      const refreshed = await call("PUT", "auth", { token: String(theirs), body });
      expect(refreshed.status).toBe(201);
      const renewed = { token: String(refreshed.envelope.auth_token) };
      const webhooks = await call("GET", `accounts/${kazoo().accountId}/webhooks`, renewed);
      expect(webhooks.status).toBe(200);
      const own = await call("GET", user.path, renewed);
      expect([own.status, own.data.enabled]).toEqual(
        state === "deleted" ? [404, undefined] : [200, false],
      );
      expect((await call("PUT", "user_auth", { data })).status).toBe(401);
    },
  );

  test("20: a bad e-mail address is refused and shown, a short one too", async () => {
    const { call, token } = kazoo();
    const put = (email: string) => call("PUT", users(), { token, data: { ...person, email } });
    const bad = await put("not an address");
    expect(bad.status).toBe(400);
    expect(bad.data).toHaveProperty("email.wrong_format.value", "not an address");
    expect((await put("a")).status).toBe(400);
  });

  test("a user name is lower-cased, unique, and needs a password", async () => {
    const username = kazoo().unique("Contract.User");
    const fields = { ...person, username, password: "secret-1" };
    const first = await created(kazoo(), "users", fields);
    expect(first.data.username).toBe(username.toLowerCase());
    expect(first.data).not.toHaveProperty("password");
    const again = await created(kazoo(), "users", fields);
    expect(again.data).toHaveProperty("username.unique.cause", username.toLowerCase());
    const open = await created(kazoo(), "users", { ...person, username: `${username}2` });
    expect(open.data).toHaveProperty("password.required");
  });

  test("21: a child account can be created, changed and deleted", async () => {
    const { call, token, accountId } = kazoo();
    const name = kazoo().unique("Contract account");
    const put = await call("PUT", `accounts/${accountId}`, { token, data: { name } });
    expect(put.status).toBe(201);
    const path = `accounts/${put.data.id}`;
    const renamed = await call("PATCH", path, { token, data: { name: `${name} b` } });
    const posted = await call("POST", path, { token, data: { ...renamed.data, name } });
    const read = await call("GET", path, { token });
    const deleted = await call("DELETE", path, { token });
    expect([renamed.status, posted.status, read.status, deleted.status]).toEqual([
      ...[200, 200, 200, 200],
    ]);
    expect(read.data).toMatchObject({ name, enabled: true });
    const nameless = await call("PUT", `accounts/${accountId}`, { token, data: {} });
    expect(nameless.data).toHaveProperty("name.required");
  });
});
