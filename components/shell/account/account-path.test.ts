import { describe, expect, it } from "vitest";
import { accountPath } from "./account-path";

const account = (id: string, path: string[]) => ({ id, name: id.toUpperCase(), realm: null, path });

describe("accountPath", () => {
  it("names the ancestors an operator may see, root first", () => {
    const known = [account("a", []), account("b", ["a"]), account("c", ["a", "b"])];
    expect(accountPath(account("c", ["a", "b"]), known)).toBe("A / B");
  });

  it("leaves out ancestors above the operator's own account", () => {
    expect(accountPath(account("c", ["hidden", "b"]), [account("b", [])])).toBe("B");
  });
});
