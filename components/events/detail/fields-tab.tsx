"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import type { Payload } from "@/lib/domain/event";
import { FieldRowView } from "./field-row-view";
import { fieldRows, visibleRows } from "./field-rows";

const shownAtOnce = 400;

/** The decoded payload as a tree. */
export function FieldsTab({ payload }: { readonly payload: Payload | null }) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState("");
  const [limit, setLimit] = useState(shownAtOnce);
  const rows = useMemo(() => (payload === null ? [] : fieldRows(payload)), [payload]);
  const visible = useMemo(() => visibleRows(rows, folded, filter), [rows, folded, filter]);
  const fold = (path: string) => {
    const next = new Set(folded);
    if (!next.delete(path)) next.add(path);
    setFolded(next);
  };
  if (rows.length === 0) {
    return (
      <p className="px-4 py-6 text-ink-soft text-sm">
        {payload === null || typeof payload === "object"
          ? "There are no fields in this payload."
          : `The payload is one value: ${String(payload)}`}
      </p>
    );
  }
  return (
    <div className="flex flex-col">
      <div className="sticky top-0 z-10 flex items-center gap-3 border-line border-b bg-paper px-4 py-2">
        <Input
          aria-label="Filter fields"
          placeholder="Filter by name or value"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="nums shrink-0 text-ink-faint text-xs" aria-live="polite">
          {visible.length === rows.length ? rows.length : `${visible.length} of ${rows.length}`}
        </span>
      </div>
      <ul className="py-1">
        {visible.slice(0, limit).map((row) => (
          <FieldRowView key={row.path} row={row} folded={folded.has(row.path)} onFold={fold} />
        ))}
      </ul>
      {visible.length > limit && (
        <Button look="quiet" className="m-2" onClick={() => setLimit(visible.length)}>
          Show all {visible.length} fields
        </Button>
      )}
    </div>
  );
}
