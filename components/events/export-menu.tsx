"use client";

import { Braces, Download, FileText, Table } from "lucide-react";
import { useState } from "react";
import { eventExportPath } from "@/lib/api-client/events/event-export-path";
import { serverClock } from "@/lib/api-client/request/server-clock";
import { DropdownMenu, MenuItem, MenuSeparator } from "../ui/overlays/dropdown-menu";
import { filterChips } from "./filter/filter-chips";
import type { EventFilterState } from "./filter/use-event-filter";

const formats = [
  { format: "csv", name: "CSV", purpose: "for spreadsheets", icon: Table },
  { format: "ndjson", name: "NDJSON", purpose: "one event a line", icon: FileText },
  { format: "json", name: "JSON", purpose: "one array", icon: Braces },
] as const;

interface ExportMenuProps {
  readonly accountId: string;
  readonly state: EventFilterState;
  readonly webhookNames: ReadonlyMap<string, string>;
}

function ExportItems({ accountId, state, webhookNames }: ExportMenuProps) {
  // A relative range means what it means when the menu opens, for every format the same.
  const [openedAt] = useState(() => serverClock.now());
  const parts = filterChips(state, webhookNames).map(({ words }) => words);
  return (
    <>
      <div className="px-2 py-1.5 text-xs">
        <p className="break-words font-medium text-sm">
          {parts.length === 0 ? "Export all events" : `Export what matches ${parts.join(" · ")}`}
        </p>
        <p className="text-ink-faint">
          Newest first, also what the list has not loaded yet. Credentials are masked.
        </p>
      </div>
      <MenuSeparator />
      {formats.map(({ format, name, purpose, icon: Icon }) => (
        <MenuItem key={format} asChild>
          <a href={eventExportPath(accountId, state.filter, { format, atMs: openedAt })} download>
            <Icon aria-hidden /> {name}
            <span className="text-ink-faint">{purpose}</span>
          </a>
        </MenuItem>
      ))}
    </>
  );
}

/** Downloads what the filter finds. Plain links: the browser shows progress and can cancel. */
export function ExportMenu(props: ExportMenuProps) {
  return (
    <DropdownMenu
      align="end"
      className="w-64"
      trigger={
        <button
          type="button"
          aria-label="Export"
          className="inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded px-2 text-ink-soft text-sm hover:bg-hover hover:text-ink data-[state=open]:bg-hover max-md:size-10 [&_svg]:size-4"
        >
          <Download aria-hidden />
          <span className="max-md:hidden">Export</span>
        </button>
      }
    >
      <ExportItems {...props} />
    </DropdownMenu>
  );
}
