import { expect, test } from "vitest";
import type { AccountRow, AccountWebhook } from "@/lib/domain/account-webhooks";
import type { HealthState } from "@/lib/domain/webhook-health";
import { matrixColumns, webhooksIn, worstOf } from "./matrix-columns";
import { type MatrixFilter, shownAccounts } from "./matrix-filter";

const account = (id: string) => ({ id, name: `Account ${id}`, realm: `${id}.example`, path: [] });

const webhook = (state: HealthState, fires: Partial<AccountWebhook> = {}): AccountWebhook => ({
  id: state,
  name: state,
  trigger: "channel_destroy",
  objectType: null,
  state,
  receivesHere: false,
  lastEventAt: null,
  ...fires,
});

const row = (accountId: string, ...webhooks: AccountWebhook[]): AccountRow => ({
  accountId,
  readAt: 0,
  problem: null,
  isWhole: true,
  webhooks,
});

const everything = { q: null, state: null };
const accounts = ["a", "b", "c", "d", "e"].map(account);
const rows = new Map(
  [
    row("a", webhook("fine")),
    row("b", webhook("silent")),
    row("c", webhook("auto-disabled"), webhook("fine")),
    row("e"),
  ].map((each) => [each.accountId, each]),
);
const idsOf = (filter: Partial<MatrixFilter>) =>
  shownAccounts(accounts, rows, { ...everything, ...filter }).map(({ id }) => id);

test("the worst account is first and what is not read yet is last", () => {
  expect(idsOf({})).toEqual(["c", "b", "a", "e", "d"]);
});

test("an account is found by name or realm, by a state of its webhooks, or because it has none", () => {
  expect(shownAccounts(accounts, rows, { q: "b.EXAMPLE", state: null })).toEqual([account("b")]);
  expect(idsOf({ state: "fine" })).toEqual(["c", "a"]);
  expect(idsOf({ state: "without" })).toEqual(["e"]);
});

test("columns are the triggers in use, kinds of objects apart, and a cell says the worst of its webhooks", () => {
  const objects = row(
    "a",
    webhook("fine", { trigger: "object", objectType: "user" }),
    webhook("off", { trigger: "object", objectType: "user" }),
    webhook("fine", { trigger: "object", objectType: "device" }),
    webhook("failing", { trigger: "new_thing" }),
  );
  const columns = matrixColumns([objects], new Map([["new_thing", "New thing"]]));
  expect(columns.map(({ name }) => name)).toEqual(["New thing", "Object: device", "Object: user"]);
  const users = columns.find(({ objectType }) => objectType === "user");
  const cell = users ? webhooksIn(objects, users) : [];
  expect(cell).toHaveLength(2);
  expect(worstOf(cell)).toBe("off");
  expect(worstOf([])).toBeNull();
});
