export type CsvCell = string | number | null;

/**
 * What a spreadsheet takes for the beginning of a formula, or drops before it looks (OWASP, "CSV
 * Injection"), also in full width; and the apostrophe itself, so that one in front is always ours.
 */
const formulaStart = /^[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]/;
const needsQuotes = /[",;\t\r\n]/;

/**
 * Text that no spreadsheet calculates: an apostrophe is put before anything that could begin a
 * formula, and readers have to remove it. "+1555…" is no exception, because it is a formula too:
 * phone numbers lie inside the payload's JSON and begin no cell.
 */
export function spreadsheetSafe(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? String(cell) : spreadsheetSafe(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record of RFC 4180 with its line end. Null is an empty cell. */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
