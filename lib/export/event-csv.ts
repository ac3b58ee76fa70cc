import type { EventView } from "@/lib/secrets/viewed-event";
import { type CsvCell, csvRow } from "./csv";

// Spreadsheets of half the world separate cells by semicolons, quoted or not: in JSON one can be
// written otherwise where a formula could follow.
const splitFormula = /;(?=[=+\-@])/g;

function payloadCell({ payload }: EventView): CsvCell {
  return payload === null ? null : JSON.stringify(payload).replace(splitFormula, "\\u003b");
}

const columns: readonly (readonly [string, (event: EventView) => CsvCell])[] = [
  ["received_at", ({ receivedAt }) => new Date(receivedAt).toISOString()],
  ["sequence", ({ sequence }) => sequence],
  ["id", ({ id }) => id],
  ["kind", ({ kind }) => kind],
  ["trigger", ({ trigger }) => trigger],
  ["type", ({ type }) => type],
  ["action", ({ action }) => action],
  ["call_id", ({ callId }) => callId],
  ["webhook_id", ({ webhookId }) => webhookId],
  ["method", ({ method }) => method],
  ["content_type", ({ contentType }) => contentType],
  ["body_bytes", ({ bodyBytes }) => bodyBytes],
  ["repeat_of", ({ repeatOf }) => repeatOf],
  ["quarantine", ({ quarantine }) => quarantine],
  ["problem", ({ problem }) => problem?.code ?? null],
  ["payload", payloadCell],
];

export const eventCsvHeader = csvRow(columns.map(([name]) => name));

/** An event as a record of a CSV file, its payload as JSON in the last cell. */
export function eventCsvRow(event: EventView): string {
  return csvRow(columns.map(([, cellOf]) => cellOf(event)));
}
