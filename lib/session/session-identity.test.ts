import { expect, test } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { requireIdentity, sessionIdentity } from "./session-identity";

const login = { cluster: "eu", accountId: "a1", operatorId: "o1", username: "operator" };
const pageOf = (identity: string) => new Headers({ "hookline-session-of": identity });

test.each([
  { ...login, cluster: "us" },
  { ...login, accountId: "a2" },
  { ...login, operatorId: "o2" },
  { ...login, operatorId: null },
  { ...login, operatorId: null, username: "Žofie/ž" },
])("a page of the login %j is not answered as another one", (other) => {
  expect(() => requireIdentity(pageOf(sessionIdentity(other)), login)).toThrow(
    expect.objectContaining({ code: "session_changed", status: 409 }),
  );
  requireIdentity(pageOf(sessionIdentity(other)), other);
});

test("what names no login is answered: scripts, and the same login written otherwise", () => {
  requireIdentity(new Headers(), login);
  requireIdentity(pageOf(sessionIdentity(login)), { ...login, username: "OPERATOR" });
});

test("a page that names nobody is nobody's", () => {
  expect(() => requireIdentity(pageOf(""), login)).toThrow(HooklineError);
});
