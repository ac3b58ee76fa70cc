"use client";

import { useState } from "react";
import { readPreference, writePreference } from "@/lib/api-client/preference-cookie";
import { type Density, densities } from "../table/webhook-row";

const cookie = "hookline-webhook-table";

export interface TableView {
  readonly density: Density;
  /** Ids of columns that the operator hid. */
  readonly hidden: readonly string[];
}

/** "compact.url.sent-as": the density, then what is hidden. Whatever else it holds is ignored. */
function parseView(text: string | null): TableView {
  const [first, ...hidden] = (text ?? "").split(".");
  return { density: densities.find((each) => each === first) ?? "comfortable", hidden };
}

/** How this browser shows the table, kept for the next visit. */
export function useTableView() {
  const [view, setView] = useState(() => parseView(readPreference(cookie)));
  return {
    view,
    setView(changes: Partial<TableView>) {
      const next = { ...view, ...changes };
      writePreference(cookie, [next.density, ...next.hidden].join("."));
      setView(next);
    },
  };
}
