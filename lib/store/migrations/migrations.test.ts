import { expect, test } from "vitest";
import { migrationsFrom } from "./migrations";

const versions = (from: number) => migrationsFrom(from).map(({ version }) => version);

test("an empty database is made in one step, an earlier one is brought to the same version", () => {
  expect(versions(0)).toEqual([10]);
  expect(versions(8)).toEqual([9, 10]);
  expect(versions(10)).toEqual([]);
});

test("one that is older than any release is left alone, and the sentence says how to go on", () => {
  expect(() => migrationsFrom(7)).toThrow(
    "has version 7; this Hookline knows 8 to 10. Let Hookline 0.1",
  );
});

test("one that a newer Hookline made is left alone", () => {
  expect(() => migrationsFrom(11)).toThrow("has version 11; this Hookline knows up to 10.");
});
