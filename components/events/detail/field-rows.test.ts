import { describe, expect, it } from "vitest";
import { fieldRows, visibleRows } from "./field-rows";

const rows = fieldRows({
  id: "5f0c",
  items: [{ name: "users", quantity: 2 }],
  "odd key": null,
  empty: {},
});

describe("a payload's fields", () => {
  it("have the paths one would write in code", () => {
    expect(rows.map((row) => row.path)).toEqual([
      "id",
      "items",
      "items[0]",
      "items[0].name",
      "items[0].quantity",
      '["odd key"]',
      "empty",
    ]);
  });

  it("keep their type and value, and branches their size", () => {
    expect(rows.map((row) => `${row.type} ${row.text ?? row.children}`)).toEqual([
      "string 5f0c",
      "array 1",
      "object 2",
      "string users",
      "number 2",
      "null null",
      "object {}",
    ]);
  });

  it("are hidden below a folded branch", () => {
    expect(visibleRows(rows, new Set(["items"]), "").map((row) => row.path)).toEqual([
      "id",
      "items",
      '["odd key"]',
      "empty",
    ]);
  });

  it("are found by name or value, with their parents, also when folded", () => {
    expect(visibleRows(rows, new Set(["items"]), "USERS").map((row) => row.path)).toEqual([
      "items",
      "items[0]",
      "items[0].name",
    ]);
  });

  it("are found among twenty thousand, each with exactly its own parents", () => {
    const users = Array.from({ length: 6_600 }, (_, index) => ({ name: `user-${index}`, age: 1 }));
    const many = fieldRows({ before: { age: 2 }, users, after: { age: 3 } });
    expect(many.length).toBeGreaterThan(19_800);
    expect(visibleRows(many, new Set(), "user-6599").map((row) => row.path)).toEqual([
      "users",
      "users[6599]",
      "users[6599].name",
    ]);
    expect(visibleRows(many, new Set(), "age")).toHaveLength(4 + 1 + 2 * 6_600);
  });

  it("never match by the value of a credential", () => {
    expect(visibleRows(fieldRows({ password: "hunter2" }), new Set(), "hunter")).toEqual([]);
  });

  it("say when a Gregorian time was", () => {
    const seconds = Date.UTC(2026, 0, 1) / 1000 + 62_167_219_200;
    expect(fieldRows({ timestamp: seconds })[0]?.note).toMatch(/^202[56]-/);
  });
});
