import { parse } from "csv-parse/sync";

/** The records of a CSV text as RFC 4180 has it, read by a parser that isn't ours. */
export function parseCsv(text: string): string[][] {
  return parse(text, { record_delimiter: "\r\n", relax_column_count: true });
}
