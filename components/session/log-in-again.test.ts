import { describe, expect, it } from "vitest";
import { logInAgain } from "./log-in-again";

const session = {
  cluster: "west",
  operator: { id: null, username: "ada" },
  account: { id: "a".repeat(32), name: "Acme" },
  expiresAt: 0,
  identity: "ada-of-acme",
};
const byRealm = {
  by: "realm",
  account: "acme.sip.example",
  username: "ada",
  cluster: "west",
} as const;
const common = { cluster: "west", username: "ada", password: "secret" };

describe("logging in again", () => {
  it("names the account as the operator did", () => {
    expect(logInAgain(session, byRealm, "secret")).toEqual({
      ...common,
      accountRealm: "acme.sip.example",
    });
    expect(
      logInAgain(session, { ...byRealm, by: "phone", account: "+15550100" }, "secret"),
    ).toEqual({ ...common, phoneNumber: "+15550100" });
  });

  it.each([
    ["nothing is remembered", null],
    ["it was somebody else", { ...byRealm, username: "bob" }],
    ["it was another cluster", { ...byRealm, cluster: "east" }],
    ["a name was given, perhaps of another account", { ...byRealm, by: "name" as const }],
  ])("names it by the session's own name where %s", (_why, remembered) => {
    expect(logInAgain(session, remembered, "secret")).toEqual({ ...common, accountName: "Acme" });
  });
});
