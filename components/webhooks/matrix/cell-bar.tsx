"use client";

import { Power, Webhook, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Select } from "@/components/ui/controls/select";
import type { Trigger } from "@/lib/domain/trigger";
import { objectName } from "@/lib/format/object-name";
import { type Cell, type PlannedChange, receiveHere, reEnableCells } from "./plan-changes";

export interface Planned {
  readonly verb: string;
  readonly changes: readonly PlannedChange[];
}

interface CellBarProps {
  readonly cells: readonly Cell[];
  readonly triggers: readonly Trigger[];
  readonly onPlan: (planned: Planned) => void;
  readonly onClear: () => void;
}

/** What can be done to the chosen cells together. */
export function CellBar({ cells, triggers, onPlan, onClear }: CellBarProps) {
  const [action, setAction] = useState("doc_deleted");
  const off = reEnableCells(cells);
  const here = receiveHere(cells, action, triggers);
  const actions = triggers
    .find(({ id }) => id === "object")
    ?.modifiers.find(({ key }) => key === "action")?.options;
  const onObjects = cells.some(({ column }) => column.objectType !== null);
  return (
    <section
      aria-label="Selected cells"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-accent-soft px-4 py-1.5 md:px-6"
    >
      <span className="nums font-medium text-sm" aria-live="polite">
        {cells.length} selected
      </span>
      <Button
        size="sm"
        disabled={here.length === 0}
        onClick={() => onPlan({ verb: "Create", changes: here })}
      >
        <Webhook aria-hidden />
        Receive here
      </Button>
      {onObjects && actions && (
        <Select
          control={{ "aria-label": "On which action" }}
          value={action}
          onValueChange={setAction}
          options={actions.map(({ value }) => ({
            value,
            label: objectName(value.replace(/^doc_/, "")),
          }))}
          className="h-7! w-auto!"
        />
      )}
      <Button
        size="sm"
        disabled={off.length === 0}
        onClick={() => onPlan({ verb: "Re-enable", changes: off })}
      >
        <Power aria-hidden />
        Re-enable {off.length}
      </Button>
      <IconButton label="Select none" hint="Esc" onClick={onClear} className="ml-auto">
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
