import { path } from "@/lib/format/path";
import { withBasePath } from "../request/base-path";
import { queryString } from "../request/fetch-json";
import { type EventListFilter, filterAt } from "./event-list-filter";

interface ExportOptions {
  readonly format: "csv" | "ndjson" | "json";
  /** What a relative range is counted from, Unix milliseconds. */
  readonly atMs: number;
}

/** Where a file with all events of a list is downloaded from. */
export function eventExportPath(
  accountId: string,
  filter: EventListFilter,
  { format, atMs }: ExportOptions,
): string {
  const search = queryString({ ...filterAt(filter, atMs), format });
  return withBasePath(path`/api/accounts/${accountId}/events/export` + search);
}
