import type { EventView } from "@/lib/secrets/viewed-event";
import { eventCsvHeader, eventCsvRow } from "./event-csv";
import type { ExportFormat } from "./export-query";

interface TextFormat {
  readonly contentType: string;
  readonly head: string;
  readonly write: (event: EventView) => string;
  readonly between: string;
  readonly foot: string;
}

// Excel takes a CSV without it for the local code page and garbles names.
const byteOrderMark = "\ufeff";

export const textFormats: Readonly<Record<ExportFormat, TextFormat>> = {
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    head: byteOrderMark + eventCsvHeader,
    write: eventCsvRow,
    between: "",
    foot: "",
  },
  ndjson: {
    contentType: "application/x-ndjson",
    head: "",
    write: (event) => `${JSON.stringify(event)}\n`,
    between: "",
    foot: "",
  },
  json: {
    contentType: "application/json",
    head: "[\n",
    write: (event) => JSON.stringify(event),
    between: ",\n",
    foot: "\n]\n",
  },
};

/** A file's text, a page of events at a time. What begins the file comes with its first page. */
export async function* exportText(
  pages: AsyncIterable<readonly EventView[]>,
  format: ExportFormat,
): AsyncGenerator<string, void, void> {
  const { head, write, between, foot } = textFormats[format];
  let separator = head;
  for await (const events of pages) {
    let text = "";
    for (const event of events) {
      text += separator + write(event);
      separator = between;
    }
    if (text !== "") yield text;
  }
  const end = separator === head ? head + foot : foot;
  if (end !== "") yield end;
}
