import { expect, test } from "vitest";
import { exportFileName } from "./export-file-name";

const now = Date.UTC(2026, 10, 21, 9, 30, 5, 250);

test("a file is named by its account and its span", () => {
  const name = (filter: { from?: number; to?: number }) =>
    exportFileName("339cd2d0d667158cf59041652ef17bd5", filter, "csv", now);
  expect(name({})).toBe("hookline-events-339cd2d0-start-20261121T093005Z.csv");
  expect(name({ from: 0, to: 86_400_000 })).toBe(
    "hookline-events-339cd2d0-19700101T000000Z-19700102T000000Z.csv",
  );
});

test.each([999_999_999_999_999, Date.parse("0000-01-01T00:00:00+14:00")])(
  "the name of a file from %d on has no letter that a disk refuses",
  (from) => {
    expect(exportFileName("a".repeat(32), { from }, "ndjson", now)).toMatch(/^[\w-]+\.ndjson$/);
  },
);
