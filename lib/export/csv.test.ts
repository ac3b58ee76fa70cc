import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "@/tests/support/export/parse-csv";
import { csvRow, spreadsheetSafe } from "./csv";

const nasty = fc
  .array(fc.constantFrom('"', ",", ";", "\r", "\n", "\t", "'", "=", "+", "-", "@", "＝", " ", "a"))
  .map((parts) => parts.join(""));
const text = fc.oneof(nasty, fc.string({ unit: "binary" }));
// A record of one empty cell is an empty line, which not every parser takes for a record.
const record = fc.array(text, { minLength: 2, maxLength: 6 });

describe("a CSV record", () => {
  it("is read back as it was, but for the apostrophe before what could be a formula", () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const parsed = parseCsv(records.map(csvRow).join(""));
        expect(parsed).toEqual(records.map((cells) => cells.map(spreadsheetSafe)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("quotes what would end a cell, and nothing else", () => {
    expect(csvRow(["a b", 'say "x"', "1,5", "a;b", "two\r\nlines", null, 0, -5])).toBe(
      'a b,"say ""x""","1,5","a;b","two\r\nlines",,0,-5\r\n',
    );
  });
});

describe("text for a spreadsheet", () => {
  it.each(["=1+1", "+15550100", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])(
    "%j begins with an apostrophe",
    (value) => {
      expect(spreadsheetSafe(value)).toBe(`'${value}`);
    },
  );

  it.each(["", "channel_destroy", "1=1", '{"to":"+15550100"}', " =1"])("%j stays", (value) => {
    expect(spreadsheetSafe(value)).toBe(value);
  });

  it("never begins a formula, and loses nothing by taking the apostrophe away", () => {
    fc.assert(
      fc.property(text, (value) => {
        const safe = spreadsheetSafe(value);
        expect(safe).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(safe.startsWith("'") ? safe.slice(1) : safe).toBe(value);
      }),
    );
  });
});
