import { expect, test } from "vitest";
import { accountMatches, seenFrom } from "./account";

const account = { id: "a", name: "Harbour Dental", realm: "harbour.example", path: [] };

test.each(["", "  ", "harb", "DENTAL", " dental ", ".example"])("%j finds the account", (q) => {
  expect(accountMatches(account, q)).toBe(true);
});

test.each(["northwind", "a1", "dental harbour"])("%j doesn't", (q) => {
  expect(accountMatches(account, q)).toBe(false);
});

test("an account without a realm is found by its name", () => {
  expect(accountMatches({ ...account, realm: null }, "harbour")).toBe(true);
  expect(accountMatches({ ...account, realm: null }, "example")).toBe(false);
});

test("an account's path begins at the account it is seen from", () => {
  const site = { ...account, path: ["master", "reseller", "customer"] };
  expect(seenFrom(site, "reseller").path).toEqual(["reseller", "customer"]);
  expect(seenFrom(site, "somebody-else").path).toEqual([]);
});
