import { expect, it } from "vitest";
import { changedFields } from "./changed-fields";
import { newDraft } from "./draft";

const draft = newDraft("user-deleted");

it("names the fields that differ, in the form's order", () => {
  const other = { ...draft, url: "https://crm.example", name: "Other", customData: { a: "b" } };
  expect(changedFields(draft, other)).toEqual(["name", "custom data", "URL"]);
  expect(changedFields(draft, { ...draft })).toEqual([]);
});
