import { describe, expect, test } from "vitest";
import type { Credentials } from "@/lib/domain/session";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope } from "@/tests/support/kazoo/replay-server";

const credentials: Credentials = {
  accountName: "Acme Master",
  username: "operator",
  password: "hookline",
};
const md5OfLogin = "5374a334818aeb3d4a03976313b9c7de";

function dataOf(body: string | undefined): Record<string, unknown> {
  return JSON.parse(body ?? "{}").data;
}

describe("logging in", () => {
  test("takes Kazoo's 201 and the token beside the data", async () => {
    const { kazoo } = await kazooReplaying(["auth_ok_account_name"]);
    const login = await kazoo.login(credentials);
    expect(login).toMatchObject({
      cluster: "test",
      token: "TOKEN_4008887ecc",
      accountId: "e8404efaea7c405af845c72d7f7505b0",
      accountName: "Acme Master",
      operatorId: "c875a000a425e4fbed0f22703d27b28e",
    });
  });

  test("hashes the username in lower case, as Kazoo stored it", async () => {
    const { kazoo, server } = await kazooReplaying(["auth_ok_account_name"]);
    await kazoo.login({ ...credentials, username: "OpeRator" });
    expect(dataOf(server.requests[0]?.body)).toEqual({
      credentials: md5OfLogin,
      method: "md5",
      account_name: "Acme Master",
    });
  });

  test('says "sha", not "sha1", where the cluster keeps SHA-1', async () => {
    const { kazoo, server } = await kazooReplaying(["auth_ok_sha1"], { credentialsMethod: "sha" });
    await kazoo.login(credentials);
    expect(dataOf(server.requests[0]?.body)).toMatchObject({
      credentials: "93ed7c03ef12af2143c61b99aad54d8190d70fa8",
      method: "sha",
    });
  });

  test.each([
    [{ accountRealm: "acme.example" }, { account_realm: "acme.example" }],
    [{ phoneNumber: "+15550100" }, { phone_number: "+15550100" }],
  ])("names the account by %o", async (account, sent) => {
    const { kazoo, server } = await kazooReplaying(["auth_ok_account_name"]);
    await kazoo.login({ username: "operator", password: "hookline", ...account });
    expect(dataOf(server.requests[0]?.body)).toEqual({
      credentials: md5OfLogin,
      method: "md5",
      ...sent,
    });
  });

  test("sends no token of any kind and no password", async () => {
    const { kazoo, server } = await kazooReplaying(["auth_ok_account_name"]);
    await kazoo.login(credentials);
    const [request] = server.requests;
    expect(request?.method).toBe("PUT");
    expect(request?.target).toBe("/v2/user_auth");
    expect(request?.headers).not.toHaveProperty("x-auth-token");
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(request?.body).not.toContain("hookline");
  });

  test("a cluster that isn't configured is named, not asked for", async () => {
    const { kazoo, server } = await kazooReplaying(["auth_ok_account_name"]);
    const problem = await problemOf(kazoo.login({ ...credentials, cluster: "mars" }));
    expect(problem.code).toBe("validation_failed");
    expect(problem.fields).toEqual({ cluster: "Choose one of: test." });
    expect(server.requests).toHaveLength(0);
  });
});

describe("a login that Kazoo refuses", () => {
  test("does not say which part was wrong", async () => {
    const { kazoo } = await kazooReplaying(["auth_wrong_password"]);
    const problem = await problemOf(kazoo.login(credentials));
    expect(problem).toMatchObject({
      code: "credentials_refused",
      message:
        "Kazoo does not accept this login. Check the account, the username and the password.",
      fields: {},
      kazooRequestId: "138cc89c3ccc1d1d20ed012e0678879b",
    });
  });

  test("for the want of a second factor says so", async () => {
    const data = { message: "client needs", multi_factor_request: { provider_name: "duo" } };
    const { kazoo } = await kazooReplaying([envelope(401, { data })]);
    const problem = await problemOf(kazoo.login(credentials));
    expect(problem.code).toBe("second_factor_required");
  });

  test("because the account is disabled says so, as it was recorded", async () => {
    const { kazoo } = await kazooReplaying(["auth_disabled_account"]);
    expect((await problemOf(kazoo.login(credentials))).code).toBe("account_disabled");
  });

  test.each([400, 423])("because the account expired, with %i, says when", async (status) => {
    const data = { account: { expired: { message: "account expired", cause: 63_900_000_000 } } };
    const { kazoo } = await kazooReplaying([envelope(status, { data })]);
    const problem = await problemOf(kazoo.login(credentials));
    expect(problem.code).toBe("account_expired");
    expect(problem.message).toContain("2024-11-28");
  });

  test("with 423 and a disabled account is the same as with 400", async () => {
    const data = { account: { disabled: { message: "account disabled" } } };
    const { kazoo } = await kazooReplaying([envelope(423, { data })]);
    expect((await problemOf(kazoo.login(credentials))).code).toBe("account_disabled");
  });

  test("for too many tries is Kazoo being busy, and is not tried again", async () => {
    const { kazoo, server } = await kazooReplaying(["auth_too_many_requests"]);
    const problem = await problemOf(kazoo.login(credentials));
    expect(problem.code).toBe("kazoo_busy");
    expect(problem.retryAfterSeconds).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(1);
  });

  test("for a field puts the message at the field of the form", async () => {
    const data = {
      account_realm: { minLength: { message: "String must be at least 4 characters" } },
    };
    const { kazoo } = await kazooReplaying([envelope(400, { data })]);
    const problem = await problemOf(kazoo.login({ ...credentials, accountRealm: "a" }));
    expect(problem.fields).toEqual({ accountRealm: "String must be at least 4 characters." });
  });

  test("a 401 that no Kazoo wrote is not held against the password", async () => {
    const { kazoo } = await kazooReplaying([
      (response) => response.writeHead(401, { "content-type": "text/html" }).end("<h1>Proxy</h1>"),
    ]);
    expect((await problemOf(kazoo.login(credentials))).code).toBe("kazoo_bad_answer");
  });

  test("a success without a token is a bad answer", async () => {
    const { kazoo } = await kazooReplaying([envelope(201, { data: { account_id: "a" } })]);
    expect((await problemOf(kazoo.login(credentials))).code).toBe("kazoo_bad_answer");
  });
});

describe("renewing a token", () => {
  test("trades the old one for a new one", async () => {
    const { kazoo, server } = await kazooReplaying(["more_auth_refresh"]);
    const login = await kazoo.as({ cluster: "test", token: "old" }).refreshToken();
    expect(login.token).toBe("TOKEN_3f16c9ac31");
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "PUT", target: "/v2/auth" });
    expect(request?.headers["x-auth-token"]).toBe("old");
    expect(JSON.parse(request?.body ?? "")).toEqual({ action: "refresh_token", data: {} });
  });

  test("a refused one means the session is over", async () => {
    const { kazoo } = await kazooReplaying(["wh_list_tampered_token"]);
    const problem = await problemOf(kazoo.as({ cluster: "test", token: "old" }).refreshToken());
    expect(problem.code).toBe("session_over");
  });
});

test("a session of a cluster that is no longer configured is over", async () => {
  const { kazoo } = await kazooReplaying(["auth_ok_account_name"]);
  expect(() => kazoo.as({ cluster: "gone", token: "t" })).toThrow("Your session is over.");
});
