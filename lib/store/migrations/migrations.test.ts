import { expect, test } from "vitest";
import { migrationsFrom } from "./migrations";

const versions = (from: number) => migrationsFrom(from).map(({ version }) => version);

test("an empty database is made in one step, an earlier one is brought to the same version", () => {
  expect(versions(0)).toEqual([11]);
  expect(versions(8)).toEqual([9, 10, 11]);
  expect(versions(11)).toEqual([]);
});

test("one that is older than any release is left alone, and the sentence says how to go on", () => {
  expect(() => migrationsFrom(7)).toThrow(
    "has version 7; this Hookline knows 8 to 11. Let Hookline 0.1",
  );
});

test("one that a newer Hookline made is left alone", () => {
  expect(() => migrationsFrom(12)).toThrow("has version 12; this Hookline knows up to 11.");
});
