import { expect, test } from "vitest";
import { loginKey } from "./login-key";

const login = { username: "operator", password: "x" };

test("logins that Kazoo takes for different ones have different keys", () => {
  const keys = [
    loginKey({ ...login, accountName: "demo" }, "eu"),
    loginKey({ ...login, accountName: "demo" }, "us"),
    loginKey({ ...login, accountName: "demo2" }, "eu"),
    loginKey({ ...login, accountRealm: "demo" }, "eu"),
    loginKey({ ...login, accountRealm: "de.mo" }, "eu"),
    loginKey({ ...login, phoneNumber: "15550100" }, "eu"),
    loginKey({ username: "other", password: "x", accountName: "demo" }, "eu"),
  ];
  expect(new Set(keys.map((key) => key.login)).size).toBe(keys.length);
  expect(new Set(keys.map((key) => key.account)).size).toBe(keys.length - 1);
});

test("the way of writing makes no difference, nor does the password", () => {
  expect(loginKey({ ...login, accountName: "Acme Inc.", cluster: "eu" }, "us")).toEqual(
    loginKey({ username: "OPERATOR", password: "y", accountName: "acmeinc" }, "eu"),
  );
  expect(loginKey({ ...login, accountRealm: "A.Example" }, "eu")).toEqual(
    loginKey({ ...login, accountRealm: "a.example" }, "eu"),
  );
  expect(loginKey({ ...login, phoneNumber: "+1 (555) 0100" }, "eu")).toEqual(
    loginKey({ ...login, phoneNumber: "+15550100" }, "eu"),
  );
});

test("the password is not in the key", () => {
  const key = loginKey({ ...login, password: "hidden", accountName: "a" }, "eu");
  expect(JSON.stringify(key)).not.toContain("hidden");
});
