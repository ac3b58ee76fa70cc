import type { EventFilter } from "@/lib/filter/event-filter";
import { shortId } from "@/lib/format/short-id";
import type { ExportFormat } from "./export-query";

/** "20261121T235959Z": a colon can't be in a file's name everywhere. */
function compactTime(ms: number): string {
  return `${new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/[^\dT]/g, "")}Z`;
}

/** hookline-events-339cd2d0-20261120T000000Z-20261121T000000Z.csv; without a `from`, "start". */
export function exportFileName(
  accountId: string,
  { from, to }: Pick<EventFilter, "from" | "to">,
  format: ExportFormat,
  nowMs: number,
): string {
  const begin = from === undefined ? "start" : compactTime(from);
  return `hookline-events-${shortId(accountId)}-${begin}-${compactTime(to ?? nowMs)}.${format}`;
}
